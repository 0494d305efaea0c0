import type { Clock } from '../../../platform/clock.js';
import type { Database, Transaction } from '../../../platform/database/database.js';
import { notFound } from '../../../platform/errors.js';
import { asOf, changeTo, isActive, takesSeats, type Booking } from '../domain/booking.js';
import { runsEvents, type EventFacts } from '../domain/facts.js';
import type { Announce, Bookings, Copies, Seats, Step } from './ports.js';
import { settleWithin, stepTo } from './settle.js';

/**
 * Gives seats, or a place in line, back, and in the same transaction offers what came free to those first in line.
 * Cancelling what is over already changes nothing. The booker's own, or theirs who run the event.
 * @throws NOT_FOUND for any other booking.
 */
export type CancelBooking = (request: { userId: string; id: string; reason: string | null }) => Promise<Booking>;

interface Parts {
  readonly database: Database;
  readonly clock: Clock;
  readonly seats: Seats;
  readonly bookings: Bookings;
  readonly copies: Copies;
  readonly announce: Announce;
}

export function createCancelBooking(parts: Parts): CancelBooking {
  const { database, clock, seats, bookings, copies, announce } = parts;
  return ({ userId, id, reason }) =>
    database.transaction(async (tx) => {
      const booking = await lockWithCounter(tx, id);
      if (!booking) throw notFound('The booking');
      const event = (await copies.findBookable(tx, booking.occurrenceId))?.event ?? null;
      if (booking.userId !== userId && !(await runs(tx, userId, event))) throw notFound('The booking');
      const now = clock.now();
      const present = asOf(booking, now);
      if (!isActive(present.status)) return present;
      const cancelled = changeTo(booking, { status: 'CANCELLED', cancelReason: reason }, now);
      await bookings.update(tx, [cancelled]);
      await giveBack(tx, booking);
      const steps: Step[] = [stepTo(booking, cancelled, userId), ...(await settleWithin(tx, parts, booking.occurrenceId, now))];
      await announce(tx, steps, event);
      return cancelled;
    });

  /** The counter first, as everywhere; an occurrence that got a new id meanwhile is looked up again. */
  async function lockWithCounter(tx: Transaction, id: string): Promise<Booking | null> {
    const found = await bookings.find(tx, id);
    if (!found) return null;
    await seats.lock(tx, found.occurrenceId);
    const locked = await bookings.lock(tx, id);
    if (locked && locked.occurrenceId !== found.occurrenceId) await seats.lock(tx, locked.occurrenceId);
    return locked;
  }

  async function giveBack(tx: Transaction, { occurrenceId, status, quantity }: Booking): Promise<void> {
    if (takesSeats(status)) await seats.adjust(tx, occurrenceId, { taken: -quantity });
    else await seats.adjust(tx, occurrenceId, { waitingSeats: -quantity, waitlistLength: -1 });
  }

  async function runs(tx: Transaction, userId: string, event: EventFacts | null): Promise<boolean> {
    if (!event) return false;
    return event.organizerId === userId || runsEvents(await copies.roleOf(tx, event.calendarId, userId));
  }
}
