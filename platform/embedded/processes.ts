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

/** When a process began, in ticks since the machine did; undefined where that is not told. */
export function startTime(pid: number): string | undefined {
  return statOf(pid)?.[19];
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
