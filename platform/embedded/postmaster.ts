import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../free-port.js';
import { isAlive, nameOf } from '../processes.js';
import { StartRefused } from '../start-refused.js';
import type { PostgresBinaries } from './binaries.js';
import type { ClusterFiles } from './cluster-files.js';
import { runnerForExisting } from './unprivileged.js';

/** A postmaster that takes connections. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** Whether it ran before. */
  readonly adopted: boolean;
}

/** How long a stale pid file, or what a killed postmaster left, may stand in the way (milliseconds). */
const STALE_PATIENCE = 10_000;
/** How long a postmaster may recover before it takes connections (milliseconds). */
const RECOVERY_PATIENCE = 120_000;

/**
 * Finds the postmaster of the cluster, or starts one that outlives this process unless it is stopped.
 * @throws StartRefused with the last line of its log when PostgreSQL does not start.
 */
export async function findOrStartPostmaster(files: ClusterFiles, binaries: PostgresBinaries, settings: readonly string[]): Promise<Postmaster> {
  const deadline = Date.now() + STALE_PATIENCE;
  for (;;) {
    const running = await findRunning(files.data);
    if (running) return running;
    const started = await start(files, binaries, settings);
    if (typeof started !== 'string') return started;
    if (Date.now() > deadline || !/lock file|shared memory|could not (bind|create any TCP)/i.test(started)) {
      throw new StartRefused(`PostgreSQL did not start: ${started} (see ${files.log}).`);
    }
    await delay(50);
  }
}

/** Stops it with a fast shutdown: clients are cut off, everything committed is kept. Resolves when it is gone. */
export async function stopPostmaster(pid: number, data: string, binaries: PostgresBinaries): Promise<void> {
  if (process.platform === 'win32') {
    const stopper = runnerForExisting(data).spawn(binaries.pgCtl, ['stop', '-m', 'fast', '-w', '-D', data], { stdio: 'ignore' });
    await new Promise((resolve) => stopper.once('close', resolve));
    return;
  }
  if (!signal(pid, 'SIGINT')) return;
  const impatient = Date.now() + 30_000;
  let urged = false;
  while (isAlive(pid)) {
    if (!urged && Date.now() > impatient) urged = signal(pid, 'SIGQUIT');
    await delay(10);
  }
}

function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}

async function findRunning(data: string): Promise<Postmaster | null> {
  const deadline = Date.now() + RECOVERY_PATIENCE;
  for (;;) {
    const file = readPidFile(data);
    if (!file) return null;
    if (!isAlive(file.pid) || !runsIn(file.pid, data)) {
      removeStalePidFile(data);
      return null;
    }
    if (file.ready) return { pid: file.pid, port: file.port, adopted: true };
    if (Date.now() > deadline) throw new StartRefused(`PostgreSQL, process ${String(file.pid)}, runs in ${data} but takes no connections.`);
    await delay(20);
  }
}

/** The postmaster, or why it did not start. */
async function start(files: ClusterFiles, binaries: PostgresBinaries, settings: readonly string[]): Promise<Postmaster | string> {
  const port = await freePort();
  const args = ['-D', files.data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
  const log = openSync(files.log, sizeOf(files.log) > 16_000_000 ? 'w' : 'a', 0o600);
  const logStart = sizeOf(files.log);
  let child: ChildProcess;
  try {
    child = runnerForExisting(files.data).spawn(binaries.postgres, args, { detached: true, cwd: files.data, stdio: ['ignore', log, log] });
  } finally {
    closeSync(log);
  }
  let fault: string | undefined;
  child.once('error', (error) => { fault = error.message; });
  child.unref();
  const deadline = Date.now() + RECOVERY_PATIENCE;
  while (fault === undefined && child.exitCode === null && child.signalCode === null && Date.now() < deadline) {
    const file = readPidFile(files.data);
    if (file?.ready && file.pid === child.pid) return { pid: file.pid, port, adopted: false };
    await delay(10);
  }
  if (child.pid !== undefined && child.exitCode === null) signal(child.pid, 'SIGQUIT');
  return fault ?? whyItEnded(files.log, logStart) ?? `it ended with ${String(child.exitCode ?? child.signalCode)}`;
}

function whyItEnded(log: string, from: number): string | undefined {
  const lines = readFileSync(log).subarray(from).toString('utf8').split('\n');
  return lines.find((line) => /FATAL|PANIC|could not|must not|denied|unrecognized/.test(line))?.replace(/^.*?(FATAL|PANIC): +/, '');
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

/** The lines of postmaster.pid that we read (PostgreSQL's src/include/utils/pidfile.h). */
export function readPidFile(data: string): { pid: number; port: number; ready: boolean } | null {
  try {
    const lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Math.abs(Number(lines[0])), port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
  } catch {
    return null;
  }
}

/** Whether a living process works in the cluster's folder, as all of its processes do; true where that is not told. */
function runsIn(pid: number, data: string): boolean {
  try {
    return readlinkSync(`/proc/${String(pid)}/cwd`) === realpathSync(data);
  } catch {
    return isAlive(pid) && (nameOf(pid) ?? 'postgres') === 'postgres';
  }
}

/**
 * PostgreSQL takes care of the file of a dead postmaster, but refuses while its number is another program's (after a
 * restart of the container) or its body was not yet collected. Left alone while anything works in the folder.
 */
function removeStalePidFile(data: string): void {
  if (process.platform !== 'linux') return;
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number);
  if (processes.some((pid) => runsIn(pid, data))) return;
  rmSync(join(data, 'postmaster.pid'), { force: true });
}
