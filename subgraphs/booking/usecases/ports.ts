import type { Sql, Transaction } from '../../../platform/database/database.js';
import type { KeyedRequest } from '../../../platform/idempotency.js';
import type { Booking, BookingStatus } from '../domain/booking.js';
import type { Bookable, CalendarRole, EventFacts, OccurrenceFacts } from '../domain/facts.js';
import type { Refusal } from '../domain/refusal.js';
import type { SeatCount } from '../domain/seats.js';

/**
 * What the use cases need of the store. Locks are taken in one order everywhere: the copy of an event, the counter of
 * an occurrence, bookings, topics of the change log.
 */
export interface Seats {
  /**
   * Takes the booking's seats and writes it with its tickets, in one statement, if so many are free that nobody in line waits for.
   * False: they are not, and nothing was written.
   * @throws a violation of `booking_one_active` when the person has an active booking there.
   */
  take(tx: Transaction, booking: Booking, ticketIds: readonly string[]): Promise<boolean>;
  /** The counter as it is, and how many of its taken seats belong to holds and offers that have ended. */
  read(sql: Sql, occurrenceId: string, now: Date): Promise<{ count: SeatCount; endedSeats: number } | null>;
  /** Locks the counter until the commit. */
  lock(tx: Transaction, occurrenceId: string): Promise<SeatCount | null>;
  /** Adds to the counter, which the caller has locked. Giving back lowers the ceiling to where it belongs. */
  adjust(tx: Transaction, occurrenceId: string, by: { taken?: number; waitingSeats?: number; waitlistLength?: number }): Promise<void>;
  /** The next number of the line, of a counter that the caller has locked. */
  nextNumber(tx: Transaction, occurrenceId: string): Promise<number>;
  /** Occurrences at which a hold or an offer has ended, a seat waits to be offered, or people wait for what has begun. */
  untidy(sql: Sql, now: Date): Promise<string[]>;
}

export interface Bookings {
  find(sql: Sql, id: string): Promise<Booking | null>;
  /** Locks the booking until the commit. */
  lock(tx: Transaction, id: string): Promise<Booking | null>;
  findActive(sql: Sql, userId: string, occurrenceId: string): Promise<Booking | null>;
  insert(tx: Transaction, booking: Booking): Promise<void>;
  /** Writes what may change of bookings that the caller has locked. */
  update(tx: Transaction, bookings: readonly Booking[]): Promise<void>;
  /** Holds and offers whose end has come, locked. */
  lockEnded(tx: Transaction, occurrenceId: string, now: Date): Promise<Booking[]>;
  /** Who stands in line, in order, locked; at most `limit`. */
  lockLine(tx: Transaction, occurrenceId: string, limit: number): Promise<Booking[]>;
  /** Writes one ticket for each seat, in the booker's name. */
  issueTickets(tx: Transaction, booking: Booking, ids: readonly string[]): Promise<void>;
}

export interface Copies {
  findBookable(sql: Sql, occurrenceId: string): Promise<Bookable | null>;
  /** The id by which an occurrence goes now, whatever ids it had before. */
  presentId(sql: Sql, occurrenceId: string): Promise<string>;
  /** The role that a person is known to have; null: none, or not known. */
  roleOf(sql: Sql, calendarId: string | null, userId: string): Promise<CalendarRole | null>;
  /** Keeps the copy if it is not older than the one there; the row stays locked until the commit either way. */
  saveEvent(tx: Transaction, event: EventFacts): Promise<void>;
  saveOccurrence(tx: Transaction, occurrence: OccurrenceFacts): Promise<void>;
  /**
   * Makes the occurrence's counter, by the capacity of its event's copy, if there is none. After a split, counter and
   * bookings follow to the new event.
   */
  ensureCount(tx: Transaction, occurrenceId: string, eventId: string): Promise<void>;
  /** Brings the counters of an event's occurrences to its copy's capacity; nobody loses a seat. Gives those that changed. */
  applyCapacity(tx: Transaction, eventId: string): Promise<string[]>;
}

/** The first answer to each idempotency key. */
export interface Answers {
  find(sql: Sql, request: KeyedRequest): Promise<KeptAnswer | null>;
  /** Keeps the answer, or gives the one that was kept first. Waits for another who is about to answer the same. */
  keep(sql: Sql, request: KeyedRequest, answer: Answer, at: Date): Promise<KeptAnswer | null>;
  /** Forgets answers older than that. */
  forget(sql: Sql, before: Date): Promise<void>;
}

export type Answer = { readonly bookingId: string } | { readonly refusal: Refusal };

export interface KeptAnswer {
  readonly inputHash: string;
  readonly answer: Answer;
}

/** A booking that became something else; `previousStatus` is null for a new one. */
export interface Step {
  readonly booking: Booking;
  readonly previousStatus: BookingStatus | null;
  /** Who did it; null: nobody, it came about. */
  readonly actor: string | null;
}

/**
 * Writes the steps, all of one event, to the change log; after the commit it sets alarms at the ends of new holds and
 * offers. The last thing that locks anything in a transaction, but for the counter when one person takes seats.
 */
export type Announce = (
  tx: Transaction,
  steps: readonly Step[],
  event: Pick<EventFacts, 'calendarId' | 'organizerId'> | null,
) => Promise<void>;
