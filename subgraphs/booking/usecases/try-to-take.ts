import type { Clock } from '../../../platform/clock.js';
import { isUniqueViolation, type Database, type Transaction } from '../../../platform/database/database.js';
import type { Ids } from '../../../platform/ids.js';
import type { KeyedRequest } from '../../../platform/idempotency.js';
import type { Booking } from '../domain/booking.js';
import type { Bookable } from '../domain/facts.js';
import { DEFAULT_POLICY, holdEnd } from '../domain/policy.js';
import { seatsAvailable } from '../domain/seats.js';
import type { Announce, Answer, Answers, Bookings, KeptAnswer, Seats } from './ports.js';
import type { BookingOutcome, SeatRequest } from './seat-request.js';

/** What a try works with. */
export interface SeatParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly seats: Seats;
  readonly bookings: Bookings;
  readonly answers: Answers;
  readonly announce: Announce;
}

/** One try: what came of it, or what stood in the way. */
export type Try = BookingOutcome | KeptAnswer | 'FULL' | 'ALREADY';

/** Takes the seats in one transaction; when they are not there and the person would wait, stands in line in another. */
export async function tryOnce(parts: SeatParts, request: SeatRequest, bookable: Bookable, keyed: KeyedRequest | null): Promise<Try> {
  try {
    return await parts.database.transaction((tx) => takeNow(tx, parts, request, bookable, keyed));
  } catch (error) {
    if (error instanceof NotEnoughSeats) return tryLine(parts, request, bookable, keyed);
    return alreadyIfTwice(error);
  }
}

/** Stands in line, where that is wanted and there is one. */
export async function tryLine(parts: SeatParts, request: SeatRequest, bookable: Bookable, keyed: KeyedRequest | null): Promise<Try> {
  if (!request.joinWaitlist || !DEFAULT_POLICY.waitlist) return 'FULL';
  try {
    return await parts.database.transaction((tx) => standInLine(tx, parts, request, bookable, keyed));
  } catch (error) {
    return alreadyIfTwice(error);
  }
}

function alreadyIfTwice(error: unknown): 'ALREADY' {
  if (isUniqueViolation(error, 'booking_one_active')) return 'ALREADY';
  throw error;
}

/** Undoes what a transaction did before the guard said no. */
class NotEnoughSeats extends Error {}

/**
 * All that needs no counter comes first, the change log too: its topic is the person's own, the counter is everybody's,
 * and is locked for one statement and the commit. Where another transaction holds the counter and wants this person's
 * topic, PostgreSQL ends one of the two and it runs again.
 */
async function takeNow(
  tx: Transaction,
  parts: SeatParts,
  request: SeatRequest,
  bookable: Bookable,
  keyed: KeyedRequest | null,
): Promise<BookingOutcome | KeptAnswer> {
  const booking = newBooking(parts, request, bookable, request.as);
  const earlier = await keepAnswer(tx, parts.answers, keyed, booking);
  if (earlier) return earlier;
  const ticketIds = booking.status === 'CONFIRMED' ? idsFor(booking, parts.ids) : [];
  await parts.announce(tx, [{ booking, previousStatus: null, actor: request.userId }], bookable.event);
  if (!(await parts.seats.take(tx, booking, ticketIds))) throw new NotEnoughSeats();
  return { booking };
}

/** Under the counter's lock, so that no seat comes free unseen: takes seats that are free by now, or the next place in line. */
async function standInLine(
  tx: Transaction,
  parts: SeatParts,
  request: SeatRequest,
  bookable: Bookable,
  keyed: KeyedRequest | null,
): Promise<BookingOutcome | KeptAnswer> {
  const { seats, bookings, announce, ids } = parts;
  const { id } = bookable.occurrence;
  const first = newBooking(parts, request, bookable, 'WAITLISTED');
  const earlier = await keepAnswer(tx, parts.answers, keyed, first);
  if (earlier) return earlier;
  const count = await seats.lock(tx, id);
  if (!count) throw new Error('The occurrence has no counter.');
  const available = seatsAvailable(count, 0);
  const fits = available === null || available >= request.quantity;
  const booking: Booking = fits
    ? { ...first, status: 'CONFIRMED' }
    : { ...first, waitlistNumber: await seats.nextNumber(tx, id) };
  await bookings.insert(tx, booking);
  if (fits) {
    await bookings.issueTickets(tx, booking, idsFor(booking, ids));
    await seats.adjust(tx, id, { taken: booking.quantity });
  } else {
    await seats.adjust(tx, id, { waitingSeats: booking.quantity, waitlistLength: 1 });
  }
  await announce(tx, [{ booking, previousStatus: null, actor: request.userId }], bookable.event);
  return { booking };
}

function newBooking({ ids, clock }: SeatParts, request: SeatRequest, bookable: Bookable, status: Booking['status']): Booking {
  const now = clock.now();
  return {
    id: ids.next(),
    userId: request.userId,
    eventId: bookable.event.id,
    occurrenceId: bookable.occurrence.id,
    status,
    quantity: request.quantity,
    price: bookable.event.price,
    heldUntil: status === 'HELD' ? holdEnd(DEFAULT_POLICY, now, now, bookable.occurrence.startsAt) : null,
    waitlistNumber: null,
    cancelReason: null,
    version: 1,
    createdAt: now,
    updatedAt: now,
  };
}

/** One ticket for each seat. */
export const idsFor = (booking: Booking, ids: Ids): string[] => Array.from({ length: booking.quantity }, () => ids.next());

function keepAnswer(tx: Transaction, answers: Answers, keyed: KeyedRequest | null, booking: Booking): Promise<KeptAnswer | null> {
  const answer: Answer = { bookingId: booking.id };
  return keyed ? answers.keep(tx, keyed, answer, booking.createdAt) : Promise.resolve(null);
}
