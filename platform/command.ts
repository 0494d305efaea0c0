import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from './config.js';
import { packageRoot } from './package-root.js';
import { markOf } from './processes.js';
import { StartRefused } from './start-refused.js';

// What the commands that run until a signal ends them have in common.

/** Two signals closer than this (milliseconds) are one key press: a terminal sends it to us, and npm passes it on. */
const SAME_KEY_PRESS = 1000;

/** Tells `scripts/prepare.mjs` that this folder's packages are in use, where anything may be written here. */
export function markInstance(): void {
  const folder = join(packageRoot(), '.cache', 'instances');
  const mark = join(folder, markOf(process.pid));
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(mark, '');
  } catch {
    return;
  }
  process.once('exit', () => rmSync(mark, { force: true }));
}

/** What a start leaves behind that is cut off. */
interface StartInSteps {
  /** True where that is nothing: a signal then does not wait for a database that is away. */
  readonly leavesNothing?: boolean;
}

/** The first signal stops in good order, also during the start; a second one at once. */
export function stopOnSignals(started: Promise<{ stop(): Promise<void> }>, { leavesNothing = false }: StartInSteps = {}): void {
  let firstAt: number | undefined;
  let starting = true;
  const hasEnded = (): void => {
    starting = false;
  };
  started.then(hasEnded, hasEnded);
  const hear = (): void => {
    const now = performance.now();
    if (firstAt !== undefined) {
      if (now - firstAt > SAME_KEY_PRESS) process.exit(1);
      return;
    }
    firstAt = now;
    if (starting && leavesNothing) {
      process.stdout.write('\nStopped before it was ready.\n');
      process.exit(0);
    }
    process.stdout.write('\nStopping: what is in flight is answered first.\n');
    void started
      .then((running) => running.stop())
      .then(() => {
        process.stdout.write('Stopped.\n');
        process.exit(0);
      })
      .catch(() => undefined);
  };
  process.on('SIGINT', hear);
  process.on('SIGTERM', hear);
}

/** What stood in the way, in lines for the person who starts it; a stack only for faults of our own. */
export function linesOf(error: unknown): string {
  if (error instanceof ConfigError) return error.faults.map(({ setting, message }) => `The setting ${setting} is broken: ${message}.`).join('\n');
  if (error instanceof StartRefused) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
