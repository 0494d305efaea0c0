import type { Role } from './account.js';
import { scopesOf, TOKEN_SCOPES, type TokenScope } from './scopes.js';
import { UNPRINTABLE } from './printable.js';

/** A script's access token, its secret apart. */
export interface ScriptToken {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  readonly scopes: readonly TokenScope[];
  readonly createdAt: Date;
  /** Null: never by itself. */
  readonly expiresAt: Date | null;
  /** To the minute. */
  readonly lastUsedAt: Date | null;
}

/** As many as one account may have that live. */
export const MOST_SCRIPT_TOKENS = 100;

/** Milliseconds for which the time of a token's last use is not written again. */
export const LAST_USE_WRITTEN_EVERY = 60_000;

const NAME_LENGTH = 100;

/** What is wrong with a token's name, or null. */
export function tokenNameFault(name: string): string | null {
  const trimmed = name.trim();
  if (trimmed === '') return 'A name is not empty.';
  if (trimmed.length > NAME_LENGTH) return `A name has at most ${String(NAME_LENGTH)} characters.`;
  return UNPRINTABLE.test(trimmed) ? 'A name has no control characters.' : null;
}

/** What is wrong with the moment at which a token is to end, or null. */
export const tokenExpiryFault = (expiresAt: Date | null, now: Date): string | null =>
  expiresAt !== null && expiresAt <= now ? 'A token ends in the future.' : null;

/** The first of these scopes that the role does not allow, or null. */
export const scopeBeyond = (role: Role, scopes: readonly TokenScope[]): TokenScope | null =>
  scopes.find((scope) => !scopesOf(role).includes(scope)) ?? null;

/**
 * What a token may do now: of its own scopes those that its owner's role allows at this moment. ACCOUNT is not among
 * the scopes of tokens, and so never comes out of here.
 */
export const scopesOfToken = (role: Role, scopes: readonly string[]): readonly TokenScope[] =>
  TOKEN_SCOPES.filter((scope) => scopes.includes(scope) && scopesOf(role).includes(scope));
