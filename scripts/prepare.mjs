import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { alone, livingMarks } from './processes.mjs';

// What `npm start` and `npm test` run first: installs when the lock file has changed, builds what is missing or stale.
// `--tests` also generates the types of resolvers and operations. Without dependencies.

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const inRoot = (...parts) => join(root, ...parts);
const forTests = process.argv.includes('--tests');
const OLDEST_NODE = [20, 19];

refuseOldNode();
await alone(inRoot('.cache', 'preparing'), prepare, () => say('Another start prepares this folder; waiting for it.'));

async function prepare() {
  const running = livingMarks(inRoot('.cache', 'instances')).length > 0;
  install(running);
  const { build, filesBelow, hashOf } = await import('./build.mjs');
  await build().catch((error) => fail(`The build failed: ${error.message.split('\n\nCaused by')[0].trim()}`));
  if (forTests) generateTypes(hashOf, filesBelow);
}

function refuseOldNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  fail(`Convene needs Node ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node}.`);
}

function install(running) {
  const lock = readFileSync(inRoot('package-lock.json'));
  const hash = createHash('sha256').update(lock).digest('hex');
  const record = inRoot('node_modules', '.convene-lock-hash');
  if (existsSync(record) && readFileSync(record, 'utf8') === hash) return;
  if (!isInstalled(JSON.parse(lock))) {
    if (running && existsSync(inRoot('node_modules'))) {
      say('package-lock.json has changed, but Convene runs from this folder: nothing is installed until it is stopped.');
      return;
    }
    say('Installing what package-lock.json lists. This is done once.');
    runNpm(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']);
  }
  writeFileSync(record, hash);
}

/** Whether npm has installed just this lock file already, by its own record. */
function isInstalled(lock) {
  const own = inRoot('node_modules', '.package-lock.json');
  if (!existsSync(own)) return false;
  const installed = JSON.parse(readFileSync(own, 'utf8')).packages;
  return Object.entries(lock.packages).every(([path, { version, optional }]) => {
    if (path === '') return true;
    return installed[path] ? installed[path].version === version : optional === true;
  });
}

/** The npm that runs this script, else the one on the PATH. */
function runNpm(args) {
  const own = process.env.npm_execpath;
  const [command, before] = own?.endsWith('.js') ? [process.execPath, [own]] : ['npm', []];
  run('npm ci', command, [...before, ...args]);
}

function generateTypes(hashOf, filesBelow) {
  const sources = readdirSync(inRoot('schema')).map((name) => inRoot('schema', name));
  const client = filesBelow(inRoot('client')).filter((file) => /\.tsx?$/.test(file) && !file.includes('__generated__'));
  const hash = hashOf([...sources, ...client, inRoot('codegen.ts'), inRoot('package-lock.json')]);
  const record = inRoot('.cache', 'codegen.hash');
  const generated = ['user', 'event', 'booking', 'notification'].map((name) => inRoot('subgraphs', name, 'graphql', '__generated__', 'resolvers.ts'));
  generated.push(inRoot('client', '__generated__', 'graphql.ts'));
  if (existsSync(record) && readFileSync(record, 'utf8') === hash && generated.every((file) => existsSync(file))) return;
  run('codegen', process.execPath, [inRoot('node_modules', '@graphql-codegen', 'cli', 'esm', 'bin.js'), '--config', 'codegen.ts', '--silent']);
  mkdirSync(dirname(record), { recursive: true });
  writeFileSync(record, hash);
}

function run(name, command, args) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (error) fail(`${name} could not be run: ${error.message}`);
  if (status !== 0) fail(`${name} failed; see above.`);
}

function say(line) {
  process.stdout.write(`${line}\n`);
}

function fail(line) {
  process.stderr.write(`${line}\n`);
  process.exit(1);
}
