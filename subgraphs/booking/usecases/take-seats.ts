import { createHash } from 'node:crypto';
import type { Clock } from '../../../platform/clock.js';
import { isUniqueViolation, type Database, type Transaction } from '../../../platform/database/database.js';
import { CallerError } from '../../../platform/errors.js';
import type { Ids } from '../../../platform/ids.js';
import { asOf, hasEnded, type Booking } from '../domain/booking.js';
import type { Bookable } from '../domain/facts.js';
import { DEFAULT_POLICY, holdEnd } from '../domain/policy.js';
import { refuse, refusedBecause, type Refusal, type RefusalReason } from '../domain/refusal.js';
import { seatsAvailable } from '../domain/seats.js';
import type { Announce, Answer, Answers, Bookings, KeptAnswer, Question, Seats } from './ports.js';
import type { SeeOccurrence } from './see-occurrence.js';
import type { Settle } from './settle.js';

/** A request for seats: to keep them for a few minutes (HELD), or for good (CONFIRMED). */
export interface SeatRequest {
  readonly userId: string;
  readonly occurrenceId: string;
  readonly quantity: number;
  readonly as: 'HELD' | 'CONFIRMED';
  /** Stand in line when there are not enough. */
  readonly joinWaitlist: boolean;
  readonly idempotencyKey: string | null;
}

/** A booking, or the reason why there is none. */
export type BookingOutcome = { readonly booking: Booking } | { readonly refusal: Refusal };

/**
 * Takes seats, stands in line, or says why not. One active booking for each person and occurrence. The same idempotency
 * key with the same request gives the first answer.
 * @throws NOT_FOUND for an occurrence that the person may not see; IDEMPOTENCY_MISMATCH for a key used for another request.
 */
export type TakeSeats = (request: SeatRequest) => Promise<BookingOutcome>;

export interface TakeSeatsParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly seats: Seats;
  readonly bookings: Bookings;
  readonly answers: Answers;
  readonly see: SeeOccurrence;
  readonly settle: Settle;
  readonly announce: Announce;
}

/** One try: what came of it, or what stood in the way. */
type Try = BookingOutcome | KeptAnswer | 'FULL' | 'ALREADY';

/** A seat that came free between two looks is tried for again, this often. */
const TRIES = 3;

export function createTakeSeats(parts: TakeSeatsParts): TakeSeats {
  const { database, clock, answers, bookings, seats, see, settle } = parts;

  return async (request) => {
    const question = questionOf(request);
    const kept = question && (await answers.find(database, question));
    if (kept) return replay(kept, question);
    const bookable = await see(request.occurrenceId, request.userId);
    const closed = refusedBecause(bookable, DEFAULT_POLICY, request.quantity, clock.now());
    if (closed) return answerNo(closed);
    for (let tries = 1; ; tries += 1) {
      const outcome = await oneTry(parts, request, bookable, question);
      if (typeof outcome !== 'string') return 'answer' in outcome ? replay(outcome, question) : outcome;
      const again = tries < TRIES && (await worthAnotherTry(outcome));
      if (!again) return answerNo(outcome === 'FULL' ? 'SOLD_OUT' : 'ALREADY_BOOKED');
    }

    /** Whether ended holds were in the way, or seats came free meanwhile. */
    async function worthAnotherTry(obstacle: 'FULL' | 'ALREADY'): Promise<boolean> {
      const { id } = bookable.occurrence;
      const now = clock.now();
      const found = await seats.read(database, id, now);
      if (found && found.endedSeats > 0) return settle(id);
      if (obstacle === 'ALREADY') {
        const mine = await bookings.findActive(database, request.userId, id);
        return mine === null || hasEnded(mine, now);
      }
      const available = found && seatsAvailable(found.count, found.endedSeats);
      return found !== null && (available === null || available >= request.quantity);
    }

    async function answerNo(reason: RefusalReason): Promise<BookingOutcome> {
      const { id } = bookable.occurrence;
      const now = clock.now();
      const found = await seats.read(database, id, now);
      const mine = reason === 'ALREADY_BOOKED' ? await bookings.findActive(database, request.userId, id) : null;
      const numbers = found && {
        seatsAvailable: seatsAvailable(found.count, found.endedSeats),
        waitlistLength: found.count.waitlistLength,
      };
      const refusal = refuse(reason, numbers, mine);
      const earlier = question && (await answers.keep(database, question, { refusal }, now));
      return earlier ? replay(earlier, question) : { refusal };
    }
  };

  /** The first answer again; a booking as it is by now. */
  async function replay({ inputHash, answer }: KeptAnswer, question: Question | null): Promise<BookingOutcome> {
    if (inputHash !== question?.inputHash) {
      throw new CallerError('IDEMPOTENCY_MISMATCH', 'This idempotency key was used for another request.');
    }
    if ('refusal' in answer) return answer;
    const booking = await bookings.find(database, answer.bookingId);
    if (!booking) throw new Error('A kept answer names a booking that is not there.');
    return { booking: asOf(booking, clock.now()) };
  }
}

/** Takes the seats in one transaction; when they are not there and the person would wait, stands in line in another. */
async function oneTry(parts: TakeSeatsParts, request: SeatRequest, bookable: Bookable, question: Question | null): Promise<Try> {
  const { database } = parts;
  try {
    const outcome = await database.transaction((tx) => takeNow(tx, parts, request, bookable, question)).catch(fullIfUndone);
    if (outcome !== 'FULL' || !request.joinWaitlist || !DEFAULT_POLICY.waitlist) return outcome;
    return await database.transaction((tx) => standInLine(tx, parts, request, bookable, question));
  } catch (error) {
    if (isUniqueViolation(error, 'booking_one_active')) return 'ALREADY';
    throw error;
  }
}

/** Undoes what a transaction did before the guard said no. */
class NotEnoughSeats extends Error {}

function fullIfUndone(error: unknown): 'FULL' {
  if (error instanceof NotEnoughSeats) return 'FULL';
  throw error;
}

async function takeNow(
  tx: Transaction,
  parts: TakeSeatsParts,
  request: SeatRequest,
  bookable: Bookable,
  question: Question | null,
): Promise<BookingOutcome | KeptAnswer> {
  const booking = newBooking(parts, request, bookable, request.as);
  const earlier = await keepAnswer(tx, parts.answers, question, booking);
  if (earlier) return earlier;
  const ticketIds = booking.status === 'CONFIRMED' ? idsFor(booking, parts.ids) : [];
  if (!(await parts.seats.take(tx, booking, ticketIds))) throw new NotEnoughSeats();
  await parts.announce(tx, [{ booking, previousStatus: null, actor: request.userId }], bookable.event);
  return { booking };
}

/** Under the counter's lock, so that no seat comes free unseen: takes seats that are free by now, or the next place in line. */
async function standInLine(
  tx: Transaction,
  parts: TakeSeatsParts,
  request: SeatRequest,
  bookable: Bookable,
  question: Question | null,
): Promise<BookingOutcome | KeptAnswer> {
  const { seats, bookings, announce, ids } = parts;
  const { id } = bookable.occurrence;
  const first = newBooking(parts, request, bookable, 'WAITLISTED');
  const earlier = await keepAnswer(tx, parts.answers, question, first);
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

function newBooking({ ids, clock }: TakeSeatsParts, request: SeatRequest, bookable: Bookable, status: Booking['status']): Booking {
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

function keepAnswer(tx: Transaction, answers: Answers, question: Question | null, booking: Booking): Promise<KeptAnswer | null> {
  const answer: Answer = { bookingId: booking.id };
  return question ? answers.keep(tx, question, answer, booking.createdAt) : Promise.resolve(null);
}

function questionOf(request: SeatRequest): Question | null {
  const { userId, occurrenceId, quantity, as, joinWaitlist, idempotencyKey } = request;
  if (idempotencyKey === null) return null;
  const inputHash = createHash('sha256').update(JSON.stringify([occurrenceId, quantity, joinWaitlist])).digest('hex');
  return { userId, operation: as === 'HELD' ? 'holdSeats' : 'book', key: idempotencyKey, inputHash };
}
