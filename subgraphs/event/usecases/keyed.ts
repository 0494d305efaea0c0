import { keyedRequest, refuseOtherInput } from '../../../platform/idempotency.js';
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
 * @throws IDEMPOTENCY_MISMATCH when the key came with another input; BAD_USER_INPUT when it is no key.
 */
export async function answeredBefore(work: Work, { userId, operation, key, input }: MaybeKeyed, newId: string, at: Date): Promise<string | null> {
  const request = keyedRequest(userId, operation, key, input);
  const before = request && (await work.requests.claim(request, newId, at));
  if (!before) return null;
  refuseOtherInput(request, before);
  return before.answerId;
}
