import argon2 from 'argon2';
import { normalPassword } from '../domain/credentials.js';
import { createBoundedQueue } from './bounded-queue.js';

/** Makes and checks password hashes, a few at a time. */
export interface Passwords {
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

// OWASP Password Storage Cheat Sheet: argon2id, 19 MiB, two passes, one lane.
const PARAMETERS = { type: argon2.argon2id, memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 } as const;
const AT_ONCE = 2;
const WAITING = 64;

/** Argon2id behind one queue: a flood of logins waits for itself, and not everything else for it. */
export async function createPasswords(): Promise<Passwords> {
  const queue = createBoundedQueue({ concurrency: AT_ONCE, waiting: WAITING });
  const nobody = await argon2.hash('nobody has this password', PARAMETERS);
  return {
    hash: (password) => queue.run(() => argon2.hash(normalPassword(password), PARAMETERS)),
    async verify(hash, password) {
      const matches = await queue.run(() => argon2.verify(hash ?? nobody, normalPassword(password)));
      return matches && hash !== null;
    },
    isOutdated: (hash) => argon2.needsRehash(hash, PARAMETERS),
  };
}
