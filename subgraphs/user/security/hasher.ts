import argon2 from 'argon2';

/** Argon2id, wherever it is computed. */
export interface Hasher {
  /** PHC string. */
  hash(password: string): Promise<string>;
  verify(hash: string, password: string): Promise<boolean>;
  stop(): void;
}

/** OWASP Password Storage Cheat Sheet: argon2id, 19 MiB, two passes, one lane. */
export const PARAMETERS = { type: argon2.argon2id, memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 } as const;

/** In this process, on threads that share the processor with everything else here. */
export const hashHere = (): Hasher => ({
  hash: (password) => argon2.hash(password, PARAMETERS),
  verify: (hash, password) => argon2.verify(hash, password),
  stop: () => undefined,
});
