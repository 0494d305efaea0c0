import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

// Marks of living processes in a folder: files named <pid>-<start time>, so that what was killed leaves none behind that
// anybody would believe. Without dependencies, since it is needed before they are installed.

/** Runs `work` while no other process runs its own; what waits says so once through `tellWaiting`. */
export async function alone(folder, work, tellWaiting) {
  mkdirSync(folder, { recursive: true });
  const name = markOf(process.pid);
  const mark = join(folder, name);
  let told = false;
  for (;;) {
    writeFileSync(mark, '');
    if (livingMarks(folder).every((other) => other === name)) break;
    rmSync(mark, { force: true });
    if (!told) tellWaiting();
    told = true;
    await delay(50 + Math.random() * 200);
  }
  try {
    return await work();
  } finally {
    rmSync(mark, { force: true });
  }
}

/** The marks whose processes live; others are swept away. */
export function livingMarks(folder) {
  let names;
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  return names.filter((name) => {
    const pid = Number(name.split('-')[0]);
    if (isAlive(pid) && markOf(pid) === name) return true;
    rmSync(join(folder, name), { force: true });
    return false;
  });
}

function markOf(pid) {
  return `${pid}-${statOf(pid)?.[19] ?? 'unknown'}`;
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return false;
  }
  return statOf(pid)?.[0] !== 'Z';
}

function statOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}
