import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

// npm writes into package-lock.json only those optional packages for other platforms that it looked at, and then refuses
// `npm ci` with such a lock. This adds the rest: to be run after every `npm install` (`npm run lock:complete`).

const SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const PROCESSORS = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];
const LIBRARIES = { musl: 'musl', gnu: 'glibc' };

/** The lock with an entry for each platform package that some package names and none is there for; and what could not be told. */
export function completeLock(lock) {
  const packages = { ...lock.packages };
  const added = [];
  const unknown = [];
  for (const [path, dependent] of Object.entries(lock.packages)) {
    if (path === '') continue;
    for (const [name, version] of Object.entries(dependent.optionalDependencies ?? {})) {
      const place = `node_modules/${name}`;
      if (packages[place] || packages[`${path}/${place}`]) continue;
      const entry = entryFor(name, version, dependent.dev === true);
      if (entry) packages[place] = entry;
      (entry ? added : unknown).push(`${name}@${version}`);
    }
  }
  const sorted = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)));
  return { lock: { ...lock, packages: sorted }, added, unknown };
}

/** What npm would write for a package that is named after its platform and pinned to one version; else null. */
function entryFor(name, version, dev) {
  const words = name.split('/').at(-1).split('-').map((word) => (word === 'windows' ? 'win32' : word));
  const system = SYSTEMS.find((each) => words.includes(each));
  const processor = PROCESSORS.find((each) => words.includes(each));
  // WebAssembly runs on any system, and is looked for by its processor alone.
  if (!(system || processor === 'wasm32') || !processor || !/^\d/.test(version)) return null;
  const library = Object.keys(LIBRARIES).find((each) => words.includes(each));
  return {
    version,
    cpu: [processor],
    ...(dev ? { dev: true } : {}),
    ...(library ? { libc: [LIBRARIES[library]] } : {}),
    optional: true,
    ...(system ? { os: [system] } : {}),
  };
}

function main() {
  const file = join(dirname(dirname(fileURLToPath(import.meta.url))), 'package-lock.json');
  const { lock, added, unknown } = completeLock(JSON.parse(readFileSync(file, 'utf8')));
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  process.stdout.write(`Added ${String(added.length)} platform packages.\n`);
  for (const name of unknown) process.stdout.write(`No platform can be told from ${name}; left out.\n`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main();
