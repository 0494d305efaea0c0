import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { alone } from './processes.mjs';

// Builds what is missing or stale: TypeScript into dist/ by swc; by Vite GraphiQL into dist/gateway/graphiql-app, and the web
// application, with the types of its operations, into dist/client, and its operations by their hashes into client/operations.json.
// Each step records a hash of what it read, and is skipped while that is the same.

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');
/** What the gateway takes for registered. */
const OPERATIONS = join(root, 'client', 'operations.json');
const TOP = ['config.ts', 'convene.ts', 'part.ts', 'part-config.ts', 'parts.ts', 'service.ts', 'start.ts'];
const FOLDERS = ['platform', 'subgraphs', 'gateway', 'demo', 'commands'];
const LEFT_OUT = /(^|\/)(test|__generated__|node_modules|graphiql)(\/|$)|\.test\.tsx?$|\.d\.ts$|(^|\/)vite\.config\.ts$/;

/** Builds; says on standard output what took time. */
export async function build() {
  await step('server', serverSources(), buildServer);
  const graphiql = join(root, 'gateway/graphiql');
  if (existsSync(join(graphiql, 'vite.config.ts'))) await step('GraphiQL', filesBelow(graphiql), buildGraphiql);
  if (existsSync(join(root, 'client/vite.config.ts'))) await step('client', clientSources(), buildClient, OPERATIONS);
}

/** Runs `work` unless the hash of its inputs, and of the lock file, is the one recorded, and what it writes outside dist/ is there. */
async function step(name, inputs, work, output = dist) {
  const record = join(dist, `.${name.toLowerCase()}.hash`);
  const hash = hashOf([...inputs, join(root, 'package-lock.json'), fileURLToPath(import.meta.url)]);
  if (existsSync(record) && readFileSync(record, 'utf8') === hash && existsSync(output)) return;
  const began = performance.now();
  rmSync(record, { force: true });
  await work(inputs);
  mkdirSync(dist, { recursive: true });
  writeFileSync(record, hash);
  process.stdout.write(`Built the ${name} in ${((performance.now() - began) / 1000).toFixed(1)} s.\n`);
}

function serverSources() {
  return [...TOP.map((name) => join(root, name)).filter((file) => existsSync(file)), ...FOLDERS.flatMap((folder) => filesBelow(join(root, folder)))]
    .filter((file) => file.endsWith('.ts') && !LEFT_OUT.test(relative(root, file).split(sep).join('/')));
}

async function buildServer(sources) {
  const { transform } = await import('@swc/core');
  removeWithoutSource(sources);
  await Promise.all(
    sources.map(async (file) => {
      const target = join(dist, relative(root, file)).replace(/\.ts$/, '.js');
      const { code, map } = await transform(readFileSync(file, 'utf8'), {
        filename: file,
        sourceFileName: relative(dirname(target), file),
        sourceMaps: true,
        jsc: { target: 'es2022', parser: { syntax: 'typescript', decorators: true } },
        module: { type: 'es6' },
      });
      const name = target.slice(target.lastIndexOf(sep) + 1);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, `${code}\n//# sourceMappingURL=${name}.map\n`);
      writeFileSync(`${target}.map`, map);
    }),
  );
}

/** What was built of files that are gone would still be found by imports. */
function removeWithoutSource(sources) {
  const wanted = new Set(sources.map((file) => join(dist, relative(root, file)).replace(/\.ts$/, '.js')));
  for (const folder of [dist, ...FOLDERS.map((name) => join(dist, name))]) {
    if (!existsSync(folder)) continue;
    const files = folder === dist ? readdirSync(dist).map((name) => join(dist, name)) : filesBelow(folder);
    for (const file of files.filter((name) => /\.js(\.map)?$/.test(name) && !name.includes('graphiql-app'))) {
      if (!wanted.has(file.replace(/\.map$/, ''))) rmSync(file);
    }
  }
}

function clientSources() {
  const own = filesBelow(join(root, 'client')).filter((file) => !/[\\/](test|__generated__)[\\/]|\.test\.tsx?$|\.md$|operations\.json$/.test(file));
  return [...own, join(root, 'schema', 'supergraph.graphql'), join(root, 'codegen.ts')];
}

async function buildClient() {
  const { generate } = await import('@graphql-codegen/cli');
  const { config } = await import('@graphql-codegen/cli').then(({ loadCodegenConfig }) => loadCodegenConfig({ configFilePath: join(root, 'codegen.ts') }));
  const name = 'client/__generated__/';
  await generate({ ...config, cwd: root, silent: true, generates: { [name]: config.generates[name] } });
  copyFileSync(join(root, name, 'persisted-documents.json'), OPERATIONS);
  const { build: viteBuild } = await import('vite');
  await viteBuild({ configFile: join(root, 'client/vite.config.ts'), mode: 'production', logLevel: 'error' });
}

async function buildGraphiql() {
  const { build: viteBuild } = await import('vite');
  await viteBuild({ configFile: join(root, 'gateway/graphiql/vite.config.ts'), mode: 'production', logLevel: 'error' });
}

/** One hash over names and contents. */
export function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of [...files].sort()) hash.update(`${relative(root, file)}\0`).update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

/** Every file below a folder. */
export function filesBelow(folder) {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile());
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await alone(join(root, '.cache', 'preparing'), build, () => undefined);
