import { randomInt } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isAlive, markOf } from '../processes.js';
import { StartRefused } from '../start-refused.js';

/** Another process works in the data directory. */
export class DataDirectoryInUse extends StartRefused {
  override readonly name = 'DataDirectoryInUse';

  constructor(directory: string, pid?: number) {
    const who = pid === undefined ? 'another process' : `process ${String(pid)}`;
    super(`The data directory ${directory} is in use by ${who}. Stop that one first, or set DATA_DIR to another folder.`);
  }
}

/** The right to work in a directory, for as long as this process lives or until it is given back. */
export interface Claim {
  release(): void;
}

const HELD = 'held';

/**
 * Claims a directory for this process. Each claimant writes a file named after itself and then looks for others:
 * of two at once at least one sees the other, so never do both go on. What dead processes left is swept away.
 * @throws DataDirectoryInUse while another living process holds it.
 */
export async function claimDirectory(directory: string): Promise<Claim> {
  const folder = join(directory, 'claims');
  mkdirSync(folder, { recursive: true });
  const name = markOf(process.pid);
  const file = join(folder, name);
  for (let attempt = 0; attempt < 40; attempt += 1) {
    writeOwn(file, directory);
    const rivals = livingClaims(folder, name);
    if (rivals.length === 0) {
      writeFileSync(file, HELD);
      return { release: () => { rmSync(file, { force: true }); } };
    }
    rmSync(file, { force: true });
    const holder = rivals.find((rival) => rival.held);
    if (holder) throw new DataDirectoryInUse(directory, holder.pid);
    await delay(randomInt(10, 120));
  }
  throw new DataDirectoryInUse(directory);
}

function writeOwn(file: string, directory: string): void {
  try {
    writeFileSync(file, '', { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw new DataDirectoryInUse(directory, process.pid);
    throw error;
  }
}

function livingClaims(folder: string, own: string): { pid: number; held: boolean }[] {
  return readdirSync(folder).filter((name) => name !== own).flatMap((name) => {
    const file = join(folder, name);
    const pid = Number(name.split('-', 1)[0]);
    if (isAlive(pid) && markOf(pid) === name) return [{ pid, held: readOrEmpty(file) === HELD }];
    rmSync(file, { force: true });
    return [];
  });
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
