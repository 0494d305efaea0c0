import { keyedRequest, refuseOtherInput, type KeyedRequest } from '../../../platform/idempotency.js';
import { asOf, hasEnded } from '../domain/booking.js';
import type { Bookable } from '../domain/facts.js';
import { DEFAULT_POLICY } from '../domain/policy.js';
import { refuse, refusedBecause, type RefusalReason } from '../domain/refusal.js';
import { seatsAvailable, type SeatCount } from '../domain/seats.js';
import type { KeptAnswer } from './ports.js';
import type { SeeOccurrence } from './see-occurrence.js';
import type { Settle } from './settle.js';
import type { BookingOutcome, SeatRequest } from './seat-request.js';
import { tryLine, tryOnce, type SeatParts } from './try-to-take.js';

/**
 * Takes seats, stands in line, or says why not. One active booking for each person and occurrence. The same idempotency
 * key with the same request gives the first answer.
 * @throws NOT_FOUND for an occurrence that the person may not see; IDEMPOTENCY_MISMATCH for a key used for another request.
 */
export type TakeSeats = (request: SeatRequest) => Promise<BookingOutcome>;

export interface TakeSeatsParts extends SeatParts {
  readonly see: SeeOccurrence;
  readonly settle: Settle;
}

/** A seat that came free between two looks is tried for again, this often. */
const TRIES = 3;

export function createTakeSeats(parts: TakeSeatsParts): TakeSeats {
  const { database, clock, answers, bookings, seats, see, settle } = parts;

  return async (request) => {
    const keyed = keyedBy(request);
    const kept = keyed && (await answers.find(database, keyed));
    if (kept) return replay(kept, keyed);
    const bookable = await see(request.occurrenceId, request.userId);
    const closed = refusedBecause(bookable, DEFAULT_POLICY, request.quantity, clock.now());
    if (closed) return answerNo(request, bookable, keyed, closed);
    for (let tries = 1; ; tries += 1) {
      const full = await isFull(request, bookable);
      const outcome = await (full ? tryLine : tryOnce)(parts, request, bookable, keyed);
      if (typeof outcome !== 'string') return 'answer' in outcome ? replay(outcome, keyed) : outcome;
      const again = tries < TRIES && (await wasOvertaken(request, bookable, outcome));
      if (!again) return answerNo(request, bookable, keyed, 'SOLD_OUT');
    }
  };

  /** A look without a lock, so that a crowd before a full house does not stand at its counter; ended holds give way first. */
  async function isFull({ quantity }: SeatRequest, { occurrence: { id } }: Bookable): Promise<boolean> {
    const found = await seats.read(database, id, clock.now());
    if (!found || !isShort(found, 0, quantity)) return false;
    if (found.endedSeats === 0 || !(await settle(id))) return true;
    const settled = await seats.read(database, id, clock.now());
    return settled !== null && isShort(settled, 0, quantity);
  }

  /** Whether what stood in the way is gone: seats came free, or the person's own hold had ended. */
  async function wasOvertaken(request: SeatRequest, { occurrence: { id } }: Bookable, obstacle: 'FULL' | 'ALREADY'): Promise<boolean> {
    const now = clock.now();
    if (obstacle === 'ALREADY') {
      const mine = await bookings.findActive(database, request.userId, id);
      const ended = mine !== null && hasEnded(mine, now);
      if (ended) await settle(id);
      return mine === null || ended;
    }
    const found = await seats.read(database, id, now);
    return found !== null && !isShort(found, found.endedSeats, request.quantity);
  }

  /** The refusal, kept under the key if there is one. Who has a booking there is told that before all else about seats. */
  async function answerNo(
    request: SeatRequest,
    { occurrence: { id } }: Bookable,
    keyed: KeyedRequest | null,
    reason: RefusalReason,
  ): Promise<BookingOutcome> {
    const now = clock.now();
    const found = await seats.read(database, id, now);
    const mine = reason === 'SOLD_OUT' ? await bookings.findActive(database, request.userId, id) : null;
    const has = mine && !hasEnded(mine, now) ? mine : null;
    const numbers = found && {
      seatsAvailable: seatsAvailable(found.count, found.endedSeats),
      waitlistLength: found.count.waitlistLength,
    };
    const refusal = refuse(has ? 'ALREADY_BOOKED' : reason, numbers, has);
    const earlier = keyed && (await answers.keep(database, keyed, { refusal }, now));
    return earlier ? replay(earlier, keyed) : { refusal };
  }

  /** The first answer again; a booking as it is by now. */
  async function replay(first: KeptAnswer, keyed: KeyedRequest | null): Promise<BookingOutcome> {
    if (keyed) refuseOtherInput(keyed, first);
    const { answer } = first;
    if ('refusal' in answer) return answer;
    const booking = await bookings.find(database, answer.bookingId);
    if (!booking) throw new Error('A kept answer names a booking that is not there.');
    return { booking: asOf(booking, clock.now()) };
  }
}

/** Whether fewer seats than wanted are anybody's to take. */
function isShort({ count }: { count: SeatCount }, endedSeats: number, quantity: number): boolean {
  const available = seatsAvailable(count, endedSeats);
  return available !== null && available < quantity;
}

function keyedBy({ userId, as, idempotencyKey, occurrenceId, quantity, joinWaitlist }: SeatRequest): KeyedRequest | null {
  return keyedRequest(userId, as === 'HELD' ? 'holdSeats' : 'book', idempotencyKey, { occurrenceId, quantity, joinWaitlist });
}
