import { createHash, createHmac, randomBytes } from 'node:crypto';

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

/**
 * The secret that follows another one for who asks under this key: always the same, so that it can be given again although
 * only its hash is kept. Nobody finds it without both.
 */
export function tokenAfter(secret: string, key: string): OpaqueToken {
  const next = createHmac('sha256', secret).update('the token after this one\0').update(key).digest('base64url');
  return { secret: next, hash: hashOfToken(next) };
}

/** What is kept of a secret. A plain SHA-256 is enough for 256 random bits: there is nothing to guess. */
export const hashOfToken = (secret: string): Buffer => createHash('sha256').update(secret, 'utf8').digest();
