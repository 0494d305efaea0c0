import { hkdfSync } from 'node:crypto';

/** Characters that a secret has at least: 32 of base64 are 192 bits. */
export const LEAST_SECRET = 32;

/** The keys by which parts know each other: one for each caller and callee. */
export interface IdentityKeys {
  /** The first signs, any verifies: so that a secret can be changed while everything runs. */
  between(caller: string, callee: string): readonly Buffer[];
}

const BYTES = 32;

/** Derives them (HKDF, RFC 5869, with SHA-256) from secrets, of which the first is the present one. */
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
