import { fork } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { HashAnswer, HashWork } from './hash-process.js';
import type { Hasher } from './hasher.js';

/**
 * Hashes in a process of its own with a low priority, so that a flood of logins gets little of the processor time that
 * others want: threads of this process would take turns with the one that answers everybody. It is started at the first
 * use, and again when it died.
 */
export function hashApart(): Hasher {
  let current: HashProcess | undefined;
  const ask = (work: Omit<HashWork, 'number'>): Promise<string | boolean> => {
    if (!current?.lives()) current = startProcess();
    return current.ask(work);
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

interface HashProcess {
  lives(): boolean;
  /** Rejects when the work fails, and when the process ends before it is done. */
  ask(work: Omit<HashWork, 'number'>): Promise<string | boolean>;
  end(): void;
}

interface Waiting {
  resolve(result: string | boolean): void;
  reject(error: Error): void;
}

function startProcess(): HashProcess {
  // From sources, as in tests, it needs the loader that they need.
  const extension = extname(fileURLToPath(import.meta.url));
  const execArgv = extension === '.ts' ? ['--import', 'tsx'] : [];
  const file = fileURLToPath(new URL(`./hash-process${extension}`, import.meta.url));
  // In a session of its own: a signal to ours is for who may still have passwords to check.
  const child = fork(file, [], { execArgv, detached: true, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const waiting = new Map<number, Waiting>();
  let count = 0;

  /** Nobody has to go on living for a process that has nothing to do. */
  const settle = (number: number): Waiting | undefined => {
    const one = waiting.get(number);
    waiting.delete(number);
    if (waiting.size === 0) child.channel?.unref();
    return one;
  };
  const lost = (): void => {
    for (const number of [...waiting.keys()]) settle(number)?.reject(new Error('The process that hashes passwords ended.'));
  };
  child.on('message', (answer: HashAnswer) => {
    const one = settle(answer.number);
    if ('result' in answer) one?.resolve(answer.result);
    else one?.reject(new Error(answer.fault));
  });
  child.once('exit', lost);
  child.on('error', lost);
  child.unref();

  return {
    lives: () => child.connected,
    ask: (work) =>
      new Promise((resolve, reject) => {
        count += 1;
        waiting.set(count, { resolve, reject });
        child.channel?.ref();
        child.send({ ...work, number: count }, (error) => {
          if (error) lost();
        });
      }),
    end() {
      if (child.connected) child.disconnect();
    },
  };
}
