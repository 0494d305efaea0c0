import { keyedRequest, refuseOtherInput } from '../../../platform/idempotency.js';
import type { Actor, Work } from './ports.js';

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

/** What ends something for good, and is answered the same when it is sent again. */
export type Ending = 'deleteCalendar' | 'deleteEvent' | 'leaveCalendar' | 'revokeCalendarInvite';

/** Remembers, as long as keys are kept, that this person ended it. */
export async function rememberEnding(work: Work, { userId }: Actor, operation: Ending, id: string, at: Date): Promise<void> {
  await work.requests.claim({ userId, operation, key: id, inputHash: '' }, id, at);
}

/** Whether this person ended it before: to them it is no news that it is not there. */
export const endedBefore = (work: Work, { userId }: Actor, operation: Ending, id: string): Promise<boolean> =>
  work.requests.isClaimed(userId, operation, id);
