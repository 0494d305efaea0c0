import { readFileSync } from 'node:fs';

/** Whether a process of that number runs, whoever owns it. One that has ended but was not yet collected does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return statOf(pid)?.[0] !== 'Z';
}

/**
 * A name for a living process that no other has: its number, and when it began in ticks since the machine did.
 * `scripts/processes.mjs` makes the same.
 */
export function markOf(pid: number): string {
  return `${String(pid)}-${statOf(pid)?.[19] ?? 'unknown'}`;
}

/** The program's name; undefined where that is not told. */
export function nameOf(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${String(pid)}/comm`, 'utf8').trim();
  } catch {
    return undefined;
  }
}

/** What follows the program's name in /proc/<pid>/stat: the state, the parent … (proc(5)). */
function statOf(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}
