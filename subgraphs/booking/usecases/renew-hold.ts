import type { Clock } from '../../../platform/clock.js';
import type { Database } from '../../../platform/database/database.js';
import { CallerError, notFound } from '../../../platform/errors.js';
import { asOf, changeTo } from '../domain/booking.js';
import { DEFAULT_POLICY, holdEnd } from '../domain/policy.js';
import { closedBecause, refuse } from '../domain/refusal.js';
import type { Announce, Bookings, Copies } from './ports.js';
import { stepTo } from './settle.js';
import type { BookingOutcome } from './seat-request.js';

/**
 * Keeps the person's own hold for another `holdMinutes`, up to an hour in all and never past the start.
 * @throws NOT_FOUND for a booking that is not the person's own; CONFLICT for one that never was a hold.
 */
export type RenewHold = (request: { userId: string; id: string }) => Promise<BookingOutcome>;

interface Parts {
  readonly database: Database;
  readonly clock: Clock;
  readonly bookings: Bookings;
  readonly copies: Copies;
  readonly announce: Announce;
}

export function createRenewHold({ database, clock, bookings, copies, announce }: Parts): RenewHold {
  return ({ userId, id }) =>
    database.transaction(async (tx) => {
      const booking = await bookings.lock(tx, id);
      if (!booking || booking.userId !== userId) throw notFound('The booking');
      const now = clock.now();
      const { status } = asOf(booking, now);
      if (status === 'EXPIRED' || status === 'CANCELLED') return { refusal: refuse('HOLD_EXPIRED', null) };
      if (status !== 'HELD') throw new CallerError('CONFLICT', 'Only a hold can be renewed.');
      const bookable = await copies.findBookable(tx, booking.occurrenceId);
      const closed = bookable && closedBecause(bookable, DEFAULT_POLICY, now);
      if (closed) return { refusal: refuse(closed, null) };
      const startsAt = bookable?.occurrence.startsAt ?? now;
      const heldUntil = holdEnd(DEFAULT_POLICY, booking.createdAt, now, startsAt);
      if (booking.heldUntil && heldUntil <= booking.heldUntil) return { booking };
      const renewed = changeTo(booking, { status: 'HELD', heldUntil }, now);
      await bookings.update(tx, [renewed]);
      await announce(tx, [stepTo(booking, renewed, userId)], bookable?.event ?? null);
      return { booking: renewed };
    });
}
