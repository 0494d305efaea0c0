import { hkdfSync } from 'node:crypto';

/** Characters that a secret has at least: 32 of base64 are 192 bits. */
export const LEAST_SECRET = 32;

/** The keys by which parts know each other: one for each caller and callee. */
export interface IdentityKeys {
  /** The first signs, any verifies: so that a secret can be changed while everything runs. None for parts that are strangers. */
  between(caller: string, callee: string): readonly Buffer[];
}

const BYTES = 32;

/** Derives them all (HKDF, RFC 5869, with SHA-256) from secrets, of which the first is the present one. */
export function deriveIdentityKeys(secrets: readonly string[]): IdentityKeys {
  const known = new Map<string, readonly Buffer[]>();
  return {
    between(caller, callee) {
      const info = `convene identity\0${caller}\0${callee}`;
      const kept = known.get(info);
      if (kept) return kept;
      const keys = secrets.map((secret) => Buffer.from(hkdfSync('sha256', secret, '', info, BYTES)));
      known.set(info, keys);
      return keys;
    },
  };
}

/** A caller and a callee. */
export type Pair = readonly [caller: string, callee: string];

/** The keys of these pairs in one line of text, for a part that shall not be able to derive any other. */
export const writeKeyRing = (keys: IdentityKeys, pairs: readonly Pair[]): string =>
  pairs.flatMap(([caller, callee]) => keys.between(caller, callee).map((key) => `${caller}>${callee}=${key.toString('base64url')}`)).join(',');

/** Reads such a line; null when it is none. */
export function readKeyRing(text: string): IdentityKeys | null {
  const ring = new Map<string, Buffer[]>();
  for (const entry of text.split(',')) {
    const [, pair, key] = /^\s*([\w-]+>[\w-]+)=([\w-]{43})\s*$/.exec(entry) ?? [];
    if (pair === undefined || key === undefined) return null;
    ring.set(pair, [...(ring.get(pair) ?? []), Buffer.from(key, 'base64url')]);
  }
  return { between: (caller, callee) => ring.get(`${caller}>${callee}`) ?? [] };
}
