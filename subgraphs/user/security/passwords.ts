import { availableParallelism } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import argon2 from 'argon2';
import { normalPassword } from '../domain/credentials.js';
import { createBoundedQueue } from './bounded-queue.js';
import { hashHere, PARAMETERS, type Hasher } from './hasher.js';

/** Makes and checks password hashes, a few at a time. */
export interface Passwords {
  /** @throws RATE_LIMITED when too many wait already: asked before anything is read or counted for a try that can't be made. */
  expectRoom(): void;
  /** PHC string. @throws RATE_LIMITED when too many wait. */
  hash(password: string): Promise<string>;
  /**
   * Whether the password is the one behind the hash. Without a hash (nobody of that name) it takes as long and says
   * no, so that the time does not tell who exists. @throws RATE_LIMITED when too many wait.
   */
  verify(hash: string | null, password: string): Promise<boolean>;
  /** Whether the hash was made with weaker parameters than today's. */
  isOutdated(hash: string): boolean;
}

// Two at most, and one processor is left to everybody else.
const AT_ONCE = Math.min(2, Math.max(1, availableParallelism() - 1));
const WAITING = 64;
const PATIENCE = 2500;
/** Milliseconds. */
const MOST_REST = 40;
/**
 * A queue this long is a flood, and no class that signs in at once: three quarters of the time then belong to others. What
 * took long because the processor was busy is not rested from for longer than `MOST_REST`.
 */
const REST = { beyond: 16, after: (worked: number) => pause(Math.min(3 * worked, MOST_REST)) };

/** Argon2id behind one queue: a flood of logins waits for itself, and not everything else for it. */
export async function createPasswords(hasher: Hasher = hashHere()): Promise<Passwords> {
  const queue = createBoundedQueue({ concurrency: AT_ONCE, waiting: WAITING, patience: PATIENCE, rest: REST });
  const nobody = await hasher.hash('nobody has this password');
  return {
    expectRoom: () => queue.expectRoom(),
    hash: (password) => queue.run(() => hasher.hash(normalPassword(password))),
    async verify(hash, password) {
      const matches = await queue.run(() => hasher.verify(hash ?? nobody, normalPassword(password)));
      return matches && hash !== null;
    },
    isOutdated: (hash) => argon2.needsRehash(hash, PARAMETERS),
  };
}
