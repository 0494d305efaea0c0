import { createHash } from 'node:crypto';
import { badInput, CallerError } from '../../../platform/errors.js';
import type { Work } from './ports.js';

/** A request under its caller's key, where the caller gave one. */
export interface MaybeKeyed {
  readonly userId: string;
  readonly operation: string;
  readonly key: string | null | undefined;
  readonly input: object;
}

/**
 * Claims the key for `newId` in the work; gives the id that was answered before, or null when this is the first time.
 * @throws IDEMPOTENCY_MISMATCH when the key came with another input; BAD_USER_INPUT when it is empty or too long.
 */
export async function answeredBefore(work: Work, request: MaybeKeyed, newId: string, at: Date): Promise<string | null> {
  const { userId, operation, key, input } = request;
  if (key == null) return null;
  if (!/^[\x20-\x7e]{1,200}$/.test(key)) {
    throw badInput({ path: ['input', 'idempotencyKey'], message: 'A key has 1 to 200 plain characters.' });
  }
  const inputHash = createHash('sha256').update(canonical(input)).digest('base64url');
  const before = await work.requests.claim({ userId, operation, key, inputHash }, newId, at);
  if (!before) return null;
  if (before.inputHash !== inputHash) {
    throw new CallerError('IDEMPOTENCY_MISMATCH', 'This key was used before, with another input.');
  }
  return before.answerId;
}

/** JSON with sorted names and nothing that is undefined: the same for the same input however it was written. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
