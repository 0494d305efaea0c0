import { CallerError } from '../../../platform/errors.js';

/** Runs work a few at a time; what has to wait, waits in order. */
export interface BoundedQueue {
  /** @throws RATE_LIMITED at once when too many wait already. */
  run<T>(work: () => Promise<T>): Promise<T>;
}

/** At most `concurrency` pieces of work run, and at most `waiting` wait for their turn. */
export function createBoundedQueue({ concurrency, waiting }: { concurrency: number; waiting: number }): BoundedQueue {
  const turns: (() => void)[] = [];
  let running = 0;

  return {
    async run<T>(work: () => Promise<T>): Promise<T> {
      if (running >= concurrency) {
        if (turns.length >= waiting) {
          throw new CallerError('RATE_LIMITED', 'Too many people are signing in. Try again in a moment.', { retryAfter: 1 });
        }
        // The turn is handed over by who ends: `running` stays as it is, so that nobody can slip in between.
        await new Promise<void>((resolve) => turns.push(resolve));
      } else {
        running += 1;
      }
      try {
        return await work();
      } finally {
        const next = turns.shift();
        if (next) next();
        else running -= 1;
      }
    },
  };
}
