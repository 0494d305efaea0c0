import { availableParallelism } from 'node:os';
import argon2 from 'argon2';
import { normalPassword } from '../domain/credentials.js';
import { type BackShare, createBoundedQueue, type Lane } from './bounded-queue.js';
import { hashHere, PARAMETERS, type Hasher } from './hasher.js';

/** Who wants it: who is known (by a device that the account has signed in from, a session, a link in a mail) goes before strangers. */
export type Asker = 'known' | 'stranger';

/** Makes and checks password hashes, a few at a time. */
export interface Passwords {
  /** @throws RATE_LIMITED when too many wait already: asked before anything is counted for a try that can't be made. */
  expectRoom(asker: Asker): void;
  /** PHC string. @throws RATE_LIMITED when too many wait. */
  hash(password: string, asker: Asker): Promise<string>;
  /**
   * Whether the password is the one behind the hash. Without a hash (nobody of that name) it takes as long and says
   * no, so that the time does not tell who exists. @throws RATE_LIMITED when too many wait.
   */
  verify(hash: string | null, password: string, asker: Asker): Promise<boolean>;
  /** Whether the hash was made with weaker parameters than today's. */
  isOutdated(hash: string): boolean;
}

// Two at most, and one processor is left to everybody else.
const AT_ONCE = Math.min(2, Math.max(1, availableParallelism() - 1));
const WAITING = 64;
const PATIENCE = 2500;
/**
 * Of each processor that hashes strangers have a fifth, and two seconds saved up, again after forty: a hundred who sign in at once
 * have it to themselves, and a flood leaves the rest to others. Who would have to wait longer than `longestWait` for the share is
 * refused before anything is counted.
 */
const STRANGERS: BackShare = { share: 0.2, saved: 2000, saving: 0.05, mostCounted: 20, longestWait: 500 };
const LANES: Readonly<Record<Asker, Lane>> = { known: 'front', stranger: 'back' };

/** Argon2id behind one queue: a flood of logins waits for itself, and neither everything else nor who is known for it. */
export async function createPasswords(hasher: Hasher = hashHere()): Promise<Passwords> {
  const queue = createBoundedQueue({ concurrency: AT_ONCE, waiting: WAITING, patience: PATIENCE, backShare: STRANGERS });
  const nobody = await hasher.hash('nobody has this password');
  return {
    expectRoom: (asker) => queue.expectRoom(LANES[asker]),
    hash: (password, asker) => queue.run(LANES[asker], () => hasher.hash(normalPassword(password))),
    async verify(hash, password, asker) {
      const matches = await queue.run(LANES[asker], () => hasher.verify(hash ?? nobody, normalPassword(password)));
      return matches && hash !== null;
    },
    isOutdated: (hash) => argon2.needsRehash(hash, PARAMETERS),
  };
}
