import { ACCESS_LIFETIME_SECONDS } from './session.js';

/** A key pair that signs access tokens, without its material. */
export interface SigningKey {
  readonly kid: string;
  readonly createdAt: Date;
}

/** Milliseconds that a new key is published before it signs, so that whoever verifies has had time to fetch it. */
export const PUBLISHED_BEFORE_USE = 60_000;

/** Milliseconds after which a key that another has followed verifies nothing that still lives: it may go. */
export const KEPT_AFTER_SUCCESSION = PUBLISHED_BEFORE_USE + (ACCESS_LIFETIME_SECONDS + 120) * 1000;

/** The key to sign with: the newest one that was published long enough, or the oldest when none was. */
export function keyToSignWith<Key extends SigningKey>(keys: readonly Key[], now: Date): Key | undefined {
  const byAge = [...keys].sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || (a.kid < b.kid ? -1 : 1));
  return byAge.find((key) => now.getTime() - key.createdAt.getTime() >= PUBLISHED_BEFORE_USE) ?? byAge.at(-1);
}

/** Keys that may go: each was followed by another so long ago that all it signed has expired. */
export const keysToForget = <Key extends SigningKey>(keys: readonly Key[], now: Date): Key[] =>
  keys.filter((key) =>
    keys.some(({ createdAt }) => createdAt > key.createdAt && now.getTime() - createdAt.getTime() >= KEPT_AFTER_SUCCESSION),
  );
