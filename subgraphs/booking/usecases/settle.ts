import type { Clock } from '../../../platform/clock.js';
import type { Database, Transaction } from '../../../platform/database/database.js';
import { changeTo, type Booking } from '../domain/booking.js';
import type { Bookable } from '../domain/facts.js';
import { DEFAULT_POLICY, offerEnd } from '../domain/policy.js';
import { closedBecause } from '../domain/refusal.js';
import { chooseOffers, type SeatCount } from '../domain/seats.js';
import type { Announce, Bookings, Copies, Seats, Step } from './ports.js';

/**
 * Brings one occurrence in order: holds and offers whose end has come give their seats back, those first in line are
 * offered what is free, and once it has begun nobody waits any more. Says whether anything changed.
 */
export type Settle = (occurrenceId: string) => Promise<boolean>;

interface Parts {
  readonly database: Database;
  readonly clock: Clock;
  readonly seats: Seats;
  readonly bookings: Bookings;
  readonly copies: Copies;
  readonly announce: Announce;
}

/** How many of a line are looked at in one go. */
const LINE = 500;

export function createSettle(parts: Parts): Settle {
  const { database, clock, copies, announce } = parts;
  return (occurrenceId) =>
    database.transaction(async (tx) => {
      const steps = await settleWithin(tx, parts, occurrenceId, clock.now());
      if (steps.length === 0) return false;
      const bookable = await copies.findBookable(tx, occurrenceId);
      await announce(tx, steps, bookable?.event ?? null);
      return true;
    });
}

/** The same within a transaction that changes more; the caller announces the steps. Locks the counter first. */
export async function settleWithin(
  tx: Transaction,
  { seats, bookings, copies }: Pick<Parts, 'seats' | 'bookings' | 'copies'>,
  occurrenceId: string,
  now: Date,
): Promise<Step[]> {
  const count = await seats.lock(tx, occurrenceId);
  if (!count) return [];
  const ended = await bookings.lockEnded(tx, occurrenceId, now);
  const endedSteps = ended.map((booking) => stepTo(booking, changeTo(booking, { status: 'EXPIRED' }, now)));
  const line = count.waitlistLength > 0 ? await bookings.lockLine(tx, occurrenceId, LINE) : [];
  const bookable = line.length > 0 ? await copies.findBookable(tx, occurrenceId) : null;
  const lineSteps = bookable ? stepsOfLine(line, bookable, count.taken - seatsOf(ended), count, now) : [];
  const steps = [...endedSteps, ...lineSteps];
  if (steps.length === 0) return [];
  const offered = lineSteps.filter((step) => step.booking.status === 'OFFERED').map((step) => step.booking);
  const left = lineSteps.map((step) => step.booking);
  await bookings.update(tx, steps.map((step) => step.booking));
  await seats.adjust(tx, occurrenceId, {
    taken: seatsOf(offered) - seatsOf(ended),
    waitingSeats: -seatsOf(left),
    waitlistLength: -left.length,
  });
  return steps;
}

/** What becomes of those in line: offers while it may be booked, the end of waiting once it has begun. */
function stepsOfLine(line: readonly Booking[], bookable: Bookable, taken: number, { capacity }: SeatCount, now: Date): Step[] {
  const { startsAt } = bookable.occurrence;
  if (startsAt <= now) return line.map((booking) => stepTo(booking, changeTo(booking, { status: 'EXPIRED' }, now)));
  if (closedBecause(bookable, DEFAULT_POLICY, now)) return [];
  const free = capacity === null ? Infinity : capacity - taken;
  const heldUntil = offerEnd(DEFAULT_POLICY, now, startsAt);
  return chooseOffers(line, free, DEFAULT_POLICY.groupRule).map((booking) =>
    stepTo(booking, changeTo(booking, { status: 'OFFERED', heldUntil }, now)),
  );
}

const seatsOf = (bookings: readonly Booking[]): number => bookings.reduce((sum, booking) => sum + booking.quantity, 0);

/** A change of one booking, from what it was. */
export const stepTo = (before: Booking, after: Booking, actor: string | null = null): Step => ({
  booking: after,
  previousStatus: before.status,
  actor,
});
