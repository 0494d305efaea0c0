import { CallerError } from '../../../platform/errors.js';

/** Runs work a few at a time; what has to wait, waits in order. */
export interface BoundedQueue {
  /** @throws RATE_LIMITED at once when too many wait already, and after `patience` when its turn has not come. */
  run<T>(work: () => Promise<T>): Promise<T>;
  /** @throws RATE_LIMITED when `run` would do so at once. */
  expectRoom(): void;
}

export interface BoundedQueueOptions {
  /** How many run at once. */
  readonly concurrency: number;
  /** How many wait for their turn. */
  readonly waiting: number;
  /** Milliseconds that one waits: less than those after which nobody listens to the answer. */
  readonly patience: number;
  /** What is done between two pieces of work while more than `beyond` wait, given the milliseconds that the last one took. */
  readonly rest?: { readonly beyond: number; readonly after: (worked: number) => Promise<void> } | undefined;
}

/** A queue that is never longer than this, neither in number nor in time. */
export function createBoundedQueue({ concurrency, waiting, patience, rest }: BoundedQueueOptions): BoundedQueue {
  const turns = new Set<() => void>();
  let running = 0;

  const myTurn = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const take = (): void => {
        clearTimeout(timer);
        turns.delete(take);
        resolve();
      };
      const timer = setTimeout(() => {
        turns.delete(take);
        reject(tooMany());
      }, patience);
      turns.add(take);
    });

  const handOn = (): void => {
    const [next] = turns;
    if (next) next();
    else running -= 1;
  };

  const expectRoom = (): void => {
    if (running >= concurrency && turns.size >= waiting) throw tooMany();
  };

  return {
    expectRoom,
    async run<T>(work: () => Promise<T>): Promise<T> {
      expectRoom();
      if (running >= concurrency) {
        // The turn is handed over by who ends: `running` stays as it is, so that nobody can slip in between.
        await myTurn();
      } else {
        running += 1;
      }
      const began = performance.now();
      try {
        return await work();
      } finally {
        if (rest && turns.size > rest.beyond) void rest.after(performance.now() - began).then(handOn);
        else handOn();
      }
    },
  };
}

const tooMany = (): CallerError =>
  new CallerError('RATE_LIMITED', 'Too many people are signing in. Try again in a moment.', { retryAfter: 1 });
