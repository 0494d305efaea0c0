import { fork, type ChildProcess } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Logger } from '../../../platform/logger.js';
import type { HashAnswer, HashWork } from './hash-process.js';
import type { Hasher } from './hasher.js';

/** What a hasher in a process of its own tells to whom. */
export interface HashApartOptions {
  readonly logger: Logger;
  /** Hears of each process that is started. */
  readonly started?: (child: ChildProcess) => void;
}

/** Times that a piece of work is begun: the system may kill a process for reasons that are not the work's. */
const ATTEMPTS = 2;

/**
 * Hashes in a process of its own with a low priority, so that a flood of logins gets little of the processor time that
 * others want: threads of this process would take turns with the one that answers everybody. It is started at the first
 * use, and again when it died; what it had to do then is done once more. `stop()` lets it finish what it has.
 */
export function hashApart({ logger, started = () => undefined }: HashApartOptions): Hasher {
  let current: HashProcess | undefined;
  const living = (): HashProcess => (current = current?.lives() === true ? current : startProcess(logger, started));
  const ask = async (work: Omit<HashWork, 'number'>): Promise<string | boolean> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await living().ask(work);
      } catch (error) {
        if (!(error instanceof ProcessEnded) || attempt === ATTEMPTS) throw error;
      }
    }
  };
  return {
    hash: async (password) => (await ask({ password, hash: null })) as string,
    verify: async (hash, password) => (await ask({ password, hash })) as boolean,
    stop() {
      current?.end();
      current = undefined;
    },
  };
}

/** It ended, or could not be started, before the work was done. */
class ProcessEnded extends Error {
  override readonly name = 'ProcessEnded';
}

interface HashProcess {
  lives(): boolean;
  /** @throws ProcessEnded when the process ends before it is done; anything else when the work fails. */
  ask(work: Omit<HashWork, 'number'>): Promise<string | boolean>;
  /** Takes nothing more, and ends when all is done. */
  end(): void;
}

interface Waiting {
  resolve(result: string | boolean): void;
  reject(error: Error): void;
}

function startProcess(logger: Logger, started: (child: ChildProcess) => void): HashProcess {
  const child = forkHashing();
  const waiting = new Map<number, Waiting>();
  let count = 0;
  let over = false;

  const leave = (): void => {
    if (child.connected) child.disconnect();
  };
  /** Nobody has to go on living for a process that has nothing to do. */
  const settle = (number: number): Waiting | undefined => {
    const one = waiting.get(number);
    waiting.delete(number);
    if (waiting.size === 0) child.channel?.unref();
    if (waiting.size === 0 && over) leave();
    return one;
  };
  const lose = (why: unknown): void => {
    if (waiting.size > 0) logger.warn({ why, undone: waiting.size }, 'the process that hashes passwords ended');
    over = true;
    for (const number of [...waiting.keys()]) settle(number)?.reject(new ProcessEnded('The process that hashes passwords ended.'));
  };
  child.on('message', (answer: HashAnswer) => {
    const one = settle(answer.number);
    if ('result' in answer) one?.resolve(answer.result);
    else one?.reject(new Error(answer.fault));
  });
  child.once('exit', (code, signal) => lose(signal ?? code));
  child.on('error', ({ message }) => lose(message));
  child.unref();
  started(child);

  return {
    lives: () => child.connected && !over,
    ask: (work) =>
      new Promise((resolve, reject) => {
        count += 1;
        waiting.set(count, { resolve, reject });
        child.channel?.ref();
        child.send({ number: count, ...work }, (error) => {
          if (error) lose(error.message);
        });
      }),
    end() {
      over = true;
      if (waiting.size === 0) leave();
    },
  };
}

/** @throws ProcessEnded when the system has no place for another process. */
function forkHashing(): ChildProcess {
  // From sources, as in tests, it needs the loader that they need.
  const extension = extname(fileURLToPath(import.meta.url));
  const execArgv = extension === '.ts' ? ['--import', 'tsx'] : [];
  const file = fileURLToPath(new URL(`./hash-process${extension}`, import.meta.url));
  try {
    // In a session of its own: a signal to ours is for who may still have passwords to check.
    return fork(file, [], { execArgv, detached: true, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  } catch (error) {
    throw new ProcessEnded('The process that hashes passwords could not be started.', { cause: error });
  }
}
