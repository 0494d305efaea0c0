import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { chown } from 'node:fs/promises';

/** A way to run PostgreSQL's programs, which refuse to run as root. */
export interface Runner {
  /** For messages. */
  readonly name: string;
  spawn(program: string, args: readonly string[], options: SpawnOptions): ChildProcess;
  /** Makes a file or folder of ours belong to whom the programs run as. */
  give(path: string): Promise<void>;
}

const asOurselves: Runner = {
  name: 'this user',
  spawn: (program, args, options) => spawn(program, args, withCleanEnvironment(options)),
  give: () => Promise.resolve(),
};

/** Root in a user namespace under another number: it still owns root's files, and may enter where only root may. */
const inNamespace = (unshare: string): Runner => ({
  name: 'a user namespace',
  spawn: (program, args, options) =>
    spawn(unshare, ['--user', '--map-user=1000', '--map-group=1000', program, ...args], withCleanEnvironment(options)),
  give: () => Promise.resolve(),
});

const asUser = (uid: number, gid: number, name: string): Runner => ({
  name: `the user ${name}`,
  spawn: (program, args, options) => spawn(program, args, { ...withCleanEnvironment(options), uid, gid }),
  give: (path) => chown(path, uid, gid),
});

/** Every way to run a new cluster, the best first: more than one only as root, to be tried in turn. */
export function runnersForNew(): Runner[] {
  if (process.getuid?.() !== 0) return [asOurselves];
  const unshare = findUnshare();
  return [...(unshare ? [inNamespace(unshare)] : []), ...['postgres', 'nobody'].flatMap(systemUser)];
}

/** The way to run a cluster whose files exist: as whom they belong to. */
export function runnerForExisting(directory: string): Runner {
  if (process.getuid?.() !== 0) return asOurselves;
  const { uid, gid } = statSync(directory);
  if (uid !== 0) return asUser(uid, gid, String(uid));
  const unshare = findUnshare();
  return unshare ? inNamespace(unshare) : asOurselves;
}

function findUnshare(): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(':'), '/usr/bin', '/bin'];
  return folders.filter((folder) => folder !== '').map((folder) => `${folder}/unshare`).find((path) => existsSync(path));
}

function systemUser(name: string): Runner[] {
  if (!existsSync('/etc/passwd')) return [];
  const line = readFileSync('/etc/passwd', 'utf8').split('\n').find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid && gid && uid !== '0' ? [asUser(Number(uid), Number(gid), name)] : [];
}

/** Without variables that would turn PostgreSQL's programs to another server, folder or language. */
function withCleanEnvironment(options: SpawnOptions): SpawnOptions {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name));
  return { ...options, env: { ...Object.fromEntries(kept), TZ: 'UTC' } };
}
