import type { Clock } from '../../../platform/clock.js';
import type { Database } from '../../../platform/database/database.js';
import { notFound } from '../../../platform/errors.js';
import type { Ids } from '../../../platform/ids.js';
import { asOf, changeTo, type Booking } from '../domain/booking.js';
import { DEFAULT_POLICY } from '../domain/policy.js';
import { closedBecause, refuse, type RefusalReason } from '../domain/refusal.js';
import type { Announce, Bookings, Copies } from './ports.js';
import { stepTo } from './settle.js';
import type { BookingOutcome } from './seat-request.js';
import { idsFor } from './try-to-take.js';

/**
 * Turns the person's own hold or offer into a booking with tickets. Confirming again is no fault; what has ended, or
 * still waits, is refused.
 * @throws NOT_FOUND for a booking that is not the person's own.
 */
export type ConfirmBooking = (request: { userId: string; id: string }) => Promise<BookingOutcome>;

interface Parts {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly bookings: Bookings;
  readonly copies: Copies;
  readonly announce: Announce;
}

export function createConfirmBooking({ database, clock, ids, bookings, copies, announce }: Parts): ConfirmBooking {
  return ({ userId, id }) =>
    database.transaction(async (tx) => {
      const booking = await bookings.lock(tx, id);
      if (!booking || booking.userId !== userId) throw notFound('The booking');
      const now = clock.now();
      if (booking.status === 'CONFIRMED') return { booking };
      const bookable = await copies.findBookable(tx, booking.occurrenceId);
      const closed = bookable && closedBecause(bookable, { ...DEFAULT_POLICY, opensAt: null, closesAt: null }, now);
      const reason = closed ?? notConfirmable(asOf(booking, now));
      if (reason) return { refusal: refuse(reason, null) };
      const confirmed = changeTo(booking, { status: 'CONFIRMED' }, now);
      await bookings.update(tx, [confirmed]);
      await bookings.issueTickets(tx, confirmed, idsFor(confirmed, ids));
      await announce(tx, [stepTo(booking, confirmed, userId)], bookable?.event ?? null);
      return { booking: confirmed };
    });
}

/** Why a booking, as it reads now, can't be confirmed; null: it can. */
function notConfirmable({ status }: Booking): RefusalReason | null {
  switch (status) {
    case 'HELD':
    case 'OFFERED':
    case 'CONFIRMED':
      return null;
    case 'WAITLISTED':
      return 'SOLD_OUT';
    case 'EXPIRED':
    case 'CANCELLED':
      return 'HOLD_EXPIRED';
  }
}
