import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { StartRefused } from '../start-refused.js';
import type { PostgresBinaries } from './binaries.js';
import { readOrMakeSecret } from './secret.js';
import { runnersForNew, type Runner } from './unprivileged.js';

/** The cluster's only role. */
export const ROLE = 'convene';

/** Where a cluster's files lie within the data directory, and the password of its role. */
export interface ClusterFiles {
  readonly data: string;
  readonly log: string;
  readonly password: string;
}

/** The cluster's files, made at the first call. To be called by the holder of the directory's claim only. */
export async function openClusterFiles(directory: string, binaries: PostgresBinaries, durable: boolean): Promise<ClusterFiles> {
  const data = join(directory, 'pg18');
  const password = readOrMakeSecret(join(directory, 'postgres.password'));
  if (!existsSync(join(data, 'PG_VERSION'))) await makeCluster(directory, data, password, binaries, durable);
  return { data, log: join(directory, 'postgres.log'), password };
}

/** The files of a cluster that somebody else works with. */
export const clusterFilesIn = (directory: string): ClusterFiles => ({
  data: join(directory, 'pg18'),
  log: join(directory, 'postgres.log'),
  password: readFileSync(join(directory, 'postgres.password'), 'utf8').trim(),
});

/** Runs initdb beside the final place and moves the result there, so that a half made cluster is never taken for one. */
async function makeCluster(directory: string, data: string, password: string, binaries: PostgresBinaries, durable: boolean): Promise<void> {
  const faults: string[] = [];
  for (const runner of runnersForNew()) {
    const workshop = join(directory, 'pg18.new');
    rmSync(workshop, { recursive: true, force: true });
    const fault = await initialise(runner, directory, workshop, password, binaries, durable);
    if (fault === null) {
      rmSync(data, { recursive: true, force: true });
      renameSync(join(workshop, 'data'), data);
      rmSync(workshop, { recursive: true, force: true });
      return;
    }
    faults.push(`as ${runner.name}: ${fault}`);
    rmSync(workshop, { recursive: true, force: true });
  }
  const hint = process.getuid?.() === 0 ? ' It does not run as root: set DATA_DIR to a folder that other users may enter, or start as another user.' : '';
  throw new StartRefused(`PostgreSQL could not be set up in ${directory}.${hint} Tried ${faults.join('; ') || 'nobody: no other user was found'}.`);
}

/** Null when all went well, else the fault in one line. */
async function initialise(runner: Runner, directory: string, workshop: string, password: string, binaries: PostgresBinaries, durable: boolean): Promise<string | null> {
  const passwordFile = join(workshop, 'password');
  mkdirSync(workshop, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  await runner.give(passwordFile);
  await runner.give(workshop);
  if (runner.name.startsWith('the user')) await chmod(directory, 0o711);
  const args = [
    '-D', join(workshop, 'data'), '-U', ROLE, `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8',
    '--locale-provider=builtin', '--builtin-locale=C.UTF-8', `--locale=${process.platform === 'linux' ? 'C.UTF-8' : 'C'}`,
    '-c', 'timezone=UTC', '-c', 'log_timezone=UTC', ...(durable ? [] : ['--no-sync']),
  ];
  const child = runner.spawn(binaries.initdb, args, { cwd: workshop, stdio: ['ignore', 'ignore', 'pipe'] });
  try {
    const exit = once(child, 'exit') as Promise<[number | null]>;
    const [stderr, [code]] = await Promise.all([child.stderr ? text(child.stderr) : '', exit]);
    if (code === 0) return null;
    return stderr.trim().split('\n').find((line) => /error|fatal|could not|cannot|denied|failed/i.test(line)) ?? `initdb ended with ${String(code)}`;
  } catch (error) {
    return (error as Error).message;
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** Makes the data directory itself, for its owner only. */
export function makeDataDirectory(directory: string): void {
  try {
    if (existsSync(directory)) return;
    mkdirSync(directory, { recursive: true });
    chmodSync(directory, 0o700);
  } catch (error) {
    throw new StartRefused(`The data directory ${directory} can't be made: ${(error as Error).message}.`);
  }
}
