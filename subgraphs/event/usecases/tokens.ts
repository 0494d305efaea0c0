import { randomBytes } from 'node:crypto';

/** Makes texts that nobody can guess. Passed in, so that tests can foresee them. */
export interface Tokens {
  next(): string;
}

/** 144 random bits in 24 characters that are safe in a URL. */
export const randomTokens: Tokens = { next: () => randomBytes(18).toString('base64url') };
