import { createHash, randomBytes } from 'node:crypto';

/** A secret that its holder shows, and what is kept of it. */
export interface OpaqueToken {
  /** 256 random bits, base64url. Given out once and never stored. */
  readonly secret: string;
  readonly hash: Buffer;
}

/** A new secret that nobody can guess. */
export function mintToken(): OpaqueToken {
  const secret = randomBytes(32).toString('base64url');
  return { secret, hash: hashOfToken(secret) };
}

/** What is kept of a secret. A plain SHA-256 is enough for 256 random bits: there is nothing to guess. */
export const hashOfToken = (secret: string): Buffer => createHash('sha256').update(secret, 'utf8').digest();
