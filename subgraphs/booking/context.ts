import type { Clock } from '../../platform/clock.js';
import type { Database } from '../../platform/database/database.js';
import type { Viewer } from '../../platform/identity/viewer.js';
import { createLoader, type Loader } from '../../platform/subgraph/loaders.js';
import type { RequestIdentity } from '../../platform/subgraph/transport.js';
import { asOf, isActive, type Booking } from './domain/booking.js';
import { findBookings, findOwnAtEvents, findOwnAtOccurrences, findPositions, findTickets, type Ticket } from './store/booking-reads.js';
import { findAttendance, type Attendance } from './store/attendance.js';
import { findRunBy } from './store/running.js';
import type { TicketCodes } from './security/ticket-codes.js';
import type { OccurrenceView } from './usecases/view-occurrences.js';
import type { UseCases } from './use-cases.js';

/** What the resolvers of one request share. */
export interface BookingContext {
  readonly viewer: Viewer | null;
  readonly requestId: string;
  /** Whose eyes the request reads with: nobody's, for a script's token without BOOKING_READ. */
  readonly readerId: string | null;
  readonly useCases: UseCases;
  readonly loaders: BookingLoaders;
  readonly ticketCodes: TicketCodes;
}

/** All look-ups, for the reader; bookings read as of now, ended holds as EXPIRED. */
export interface BookingLoaders {
  /** Whoever's it is: only for bookings that the reader was shown already. */
  readonly booking: Loader<string, Booking>;
  readonly position: Loader<string, { id: string; position: number }>;
  readonly tickets: Loader<string, { id: string; tickets: Ticket[] }>;
  readonly ownAtEvent: Loader<string, { id: string; bookings: Booking[] }>;
  readonly ownAtOccurrence: Loader<string, Booking>;
  /** Null for what the reader does not see. */
  readonly occurrence: Loader<string, OccurrenceView>;
  /** Of any occurrence: only for those that the reader runs. */
  readonly attendance: Loader<string, Attendance>;
  /** Null for an event that the reader does not see. */
  readonly seen: Loader<string, { id: string }>;
  /** Null for an event that the reader does not run. */
  readonly run: Loader<string, { id: string }>;
}

/** Makes the context of each request. */
export function createContextOf(database: Database, clock: Clock, useCases: UseCases, ticketCodes: TicketCodes) {
  return ({ viewer, requestId }: RequestIdentity): BookingContext => {
    const readerId = viewer?.scopes.has('BOOKING_READ') ? viewer.userId : null;
    return { viewer, requestId, readerId, useCases, ticketCodes, loaders: createLoaders(database, clock, useCases, readerId) };
  };
}

function createLoaders(database: Database, clock: Clock, useCases: UseCases, readerId: string | null): BookingLoaders {
  const present = (booking: Booking): Booking => asOf(booking, clock.now());
  return {
    booking: createLoader(async (ids) => (await findBookings(database, ids)).map(present), ({ id }) => id),
    position: createLoader((ids) => findPositions(database, ids), ({ id }) => id),
    tickets: createLoader(
      async (ids) => grouped(await findTickets(database, ids), ({ bookingId }) => bookingId).map(([id, tickets]) => ({ id, tickets })),
      ({ id }) => id,
    ),
    ownAtEvent: createLoader(async (ids) => {
      const bookings = readerId === null ? [] : await findOwnAtEvents(database, readerId, ids);
      return grouped(bookings.map(present), ({ eventId }) => eventId).map(([id, own]) => ({ id, bookings: own }));
    }, ({ id }) => id),
    ownAtOccurrence: createLoader(
      async (ids) => {
        const bookings = readerId === null ? [] : await findOwnAtOccurrences(database, readerId, ids);
        return bookings.map(present).filter(({ status }) => isActive(status));
      },
      ({ occurrenceId }) => occurrenceId,
    ),
    occurrence: createLoader((ids) => useCases.viewOccurrences(ids, readerId), ({ askedId }) => askedId),
    attendance: createLoader((ids) => findAttendance(database, ids), ({ occurrenceId }) => occurrenceId),
    seen: createLoader(async (ids) => [...(await useCases.seeEvents(ids, readerId))].map((id) => ({ id })), ({ id }) => id),
    run: createLoader(
      async (ids) => (readerId === null ? [] : (await findRunBy(database, ids, readerId)).map((id) => ({ id }))),
      ({ id }) => id,
    ),
  };
}

function grouped<Value>(values: readonly Value[], keyOf: (value: Value) => string): [string, Value[]][] {
  const groups = new Map<string, Value[]>();
  for (const value of values) groups.set(keyOf(value), [...(groups.get(keyOf(value)) ?? []), value]);
  return [...groups];
}
