import { createHash } from 'node:crypto';
import { badInput, CallerError } from './errors.js';

/** A request under its caller's own key: the same key twice is the same request. */
export interface KeyedRequest {
  readonly userId: string;
  /** The mutation's name: keys of different mutations do not meet. */
  readonly operation: string;
  readonly key: string;
  /** Of the input, however it was written. */
  readonly inputHash: string;
}

/**
 * The request under the key that its caller gave, or null without one.
 * @throws BAD_USER_INPUT for a key that is empty, longer than 200 characters, or not plain ASCII.
 */
export function keyedRequest(userId: string, operation: string, key: string | null | undefined, input: object): KeyedRequest | null {
  if (key == null) return null;
  if (!isKey(key)) throw badInput({ path: ['input', 'idempotencyKey'], message: NO_KEY });
  return { userId, operation, key, inputHash: inputHash(input).toString('base64url') };
}

/** Whether a caller's key may be one. */
export const isKey = (key: string): boolean => /^[\x20-\x7e]{1,200}$/.test(key);

/** What is told who gives one that may not. */
export const NO_KEY = 'A key has 1 to 200 plain characters.';

/** SHA-256 of an input, the same however it was written: the order of its names, and what is undefined, do not count. */
export const inputHash = (input: object): Buffer => createHash('sha256').update(canonical(input)).digest();

/** @throws IDEMPOTENCY_MISMATCH when the key was first used with another input. */
export function refuseOtherInput(request: KeyedRequest, first: { readonly inputHash: string }): void {
  if (first.inputHash === request.inputHash) return;
  throw new CallerError('IDEMPOTENCY_MISMATCH', 'This key was used before, with another input.');
}

/** JSON with sorted names and nothing that is undefined: the same for the same input however it was written. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
