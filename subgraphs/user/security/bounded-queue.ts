import { setTimeout as pause } from 'node:timers/promises';
import { CallerError } from '../../../platform/errors.js';
import { Roll } from '../../../platform/roll.js';

/** Where one waits: whoever is in front has their turn before anybody at the back. */
export type Lane = 'front' | 'back';

/** Runs work a few at a time; what has to wait, waits in order within its lane. */
export interface BoundedQueue {
  /** @throws RATE_LIMITED at once when too many wait already, and after `patience` when its turn has not come. */
  run<T>(lane: Lane, work: () => Promise<T>): Promise<T>;
  /** @throws RATE_LIMITED when `run` would do so at once. */
  expectRoom(lane: Lane): void;
}

export interface BoundedQueueOptions {
  /** How many run at once. */
  readonly concurrency: number;
  /** How many wait for their turn in each lane. */
  readonly waiting: number;
  /** Milliseconds that one waits: less than those after which nobody listens to the answer. */
  readonly patience: number;
  /** What those at the back may take; left out: all of it. */
  readonly backShare?: BackShare | undefined;
  /** Of a test. */
  readonly time?: Time | undefined;
}

/**
 * A share of the time, as long as somebody wants it. Something is saved up while nobody does, so that a few who come at once have
 * all of it; who comes after them waits for what the share brings.
 */
export interface BackShare {
  /** Part of the time of each that run at once: more than 0, at most 1. */
  readonly share: number;
  /** Milliseconds that can be saved up, as they are at first. */
  readonly saved: number;
  /** Part of the time that is saved up: less than `share`, or who comes in waves finds it saved each time. */
  readonly saving: number;
  /** Milliseconds that a piece of work counts for at most: what took long because the processor was busy is not held against others. */
  readonly mostCounted: number;
  /** Milliseconds that one waits at most when nothing is left: whoever would wait longer is refused at once. */
  readonly longestWait: number;
}

/** The time in milliseconds, and how to let it pass. */
interface Time {
  now(): number;
  pause(milliseconds: number): Promise<unknown>;
}
const PRESENT: Time = { now: () => performance.now(), pause };

/** How much the last piece of work counts in what the next is expected to take. */
const NEWEST = 0.2;

/** A queue that is never longer than this, neither in number nor in time. */
export function createBoundedQueue({ concurrency, waiting, patience, backShare, time = PRESENT }: BoundedQueueOptions): BoundedQueue {
  const lanes: Readonly<Record<Lane, Roll<() => void>>> = { front: new Roll(), back: new Roll() };
  const account = backShare ? createAccount(backShare, time.now) : null;
  let running = 0;

  const myTurn = (lane: Roll<() => void>): Promise<void> =>
    new Promise((resolve, reject) => {
      const leave = lane.enter(() => {
        clearTimeout(timer);
        leave();
        resolve();
      });
      const timer = setTimeout(() => {
        leave();
        reject(tooMany());
      }, patience);
    });

  const isFull = (lane: Lane): boolean => lanes[lane].size >= waiting || (lane === 'back' && account?.admits(lanes.back.size / concurrency) === false);

  const expectRoom = (lane: Lane): void => {
    if (running >= concurrency && isFull(lane)) throw tooMany();
  };

  const handOn = (): void => {
    const next = lanes.front.first ?? lanes.back.first;
    if (next) next();
    else running -= 1;
  };

  return {
    expectRoom,
    async run<T>(lane: Lane, work: () => Promise<T>): Promise<T> {
      expectRoom(lane);
      if (running >= concurrency) {
        // The turn is handed over by who ends: `running` stays as it is, so that nobody can slip in between.
        await myTurn(lanes[lane]);
      } else {
        running += 1;
      }
      const began = time.now();
      if (lane === 'back') account?.begin();
      try {
        return await work();
      } finally {
        const rest = lane === 'back' && account ? account.charge(time.now() - began) : 0;
        // Who is in front has no part in what the back has used up.
        if (rest > 0 && lanes.front.size === 0) void time.pause(rest).then(handOn);
        else handOn();
      }
    },
  };
}

/** What those at the back have left of their share. */
function createAccount({ share, saved, saving, mostCounted, longestWait }: BackShare, now: () => number) {
  let left = saved;
  let countedAt = now();
  /** Milliseconds that a piece of work took of late. */
  let usual: number | null = null;
  /** Pieces of work that are not counted yet. */
  let underWay = 0;
  /** What nobody wanted until then is saved. */
  const leftAt = (time: number): number => {
    const passed = Math.max(0, time - countedAt);
    const untilPaid = Math.max(0, -left / share);
    return passed < untilPaid ? left + share * passed : Math.min(saved, Math.max(0, left) + saving * (passed - untilPaid));
  };
  return {
    /** Whether one more may wait behind so many, and behind whose turn it is. */
    admits: (ahead: number): boolean => ((ahead + underWay + 1) * (usual ?? 0) - leftAt(now())) / share <= longestWait,
    begin(): void {
      underWay += 1;
    },
    /** Counts a piece of work that took so long; answers for how long to rest, since more was taken than there was. */
    charge(milliseconds: number): number {
      underWay -= 1;
      const taken = Math.min(mostCounted, milliseconds);
      usual = usual === null ? taken : usual + NEWEST * (taken - usual);
      left = Math.max(-mostCounted, Math.min(saved, leftAt(now() - milliseconds) + share * milliseconds - taken));
      countedAt = now();
      return Math.max(0, -left / share);
    },
  };
}

const tooMany = (): CallerError =>
  new CallerError('RATE_LIMITED', 'Too many people are signing in. Try again in a moment.', { retryAfter: 1 });
