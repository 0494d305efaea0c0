import type { Sql } from '../../../platform/database/database.js';
import type { Booking, BookingStatus } from '../domain/booking.js';
import { BOOKING_COLUMNS, bookingOf, type BookingRow } from './booking-row.js';

/** One seat's ticket. */
export interface Ticket {
  readonly id: string;
  readonly bookingId: string;
  readonly holderId: string;
  /** How often it was handed on. */
  readonly edition: number;
}

/** The status as everybody is to read it: what has ended by `$1` is EXPIRED, also before it was tidied up. */
const STATUS_NOW = `CASE WHEN booking.held_until <= $1 THEN 'EXPIRED' ELSE booking.status END`;

/** Bookings by id, whoever's they are: the caller decides who may see them. */
export async function findBookings(sql: Sql, ids: readonly string[]): Promise<Booking[]> {
  const rows = await sql.query<BookingRow>(`SELECT ${BOOKING_COLUMNS} FROM booking WHERE id = ANY($1)`, [ids]);
  return rows.map(bookingOf);
}

/** A person's bookings at each of these events, newest first. */
export async function findOwnAtEvents(sql: Sql, userId: string, eventIds: readonly string[]): Promise<Booking[]> {
  const rows = await sql.query<BookingRow>(
    `SELECT ${BOOKING_COLUMNS} FROM booking WHERE user_id = $1 AND event_id = ANY($2) ORDER BY created_at DESC, id DESC`,
    [userId, eventIds],
  );
  return rows.map(bookingOf);
}

/** A person's active booking at each of these occurrences. */
export async function findOwnAtOccurrences(sql: Sql, userId: string, occurrenceIds: readonly string[]): Promise<Booking[]> {
  const rows = await sql.query<BookingRow>(
    `SELECT ${BOOKING_COLUMNS} FROM booking
     WHERE user_id = $1 AND occurrence_id = ANY($2) AND status IN ('HELD', 'CONFIRMED', 'WAITLISTED', 'OFFERED')`,
    [userId, occurrenceIds],
  );
  return rows.map(bookingOf);
}

/** Places in line, 1 is next, of those of these bookings that wait. */
export async function findPositions(sql: Sql, bookingIds: readonly string[]): Promise<{ id: string; position: number }[]> {
  return sql.query(
    `SELECT mine.id, count(*)::integer AS position FROM booking mine
     JOIN booking line ON line.occurrence_id = mine.occurrence_id AND line.status = 'WAITLISTED'
       AND line.waitlist_number <= mine.waitlist_number
     WHERE mine.id = ANY($1) AND mine.status = 'WAITLISTED' GROUP BY mine.id`,
    [bookingIds],
  );
}

/** Tickets of these bookings, each booking's in order of seats. */
export async function findTickets(sql: Sql, bookingIds: readonly string[]): Promise<Ticket[]> {
  const rows = await sql.query<{ id: string; booking_id: string; holder_id: string; edition: number }>(
    `SELECT id, booking_id, holder_id, edition FROM ticket WHERE booking_id = ANY($1) ORDER BY booking_id, number`,
    [bookingIds],
  );
  return rows.map((row) => ({ id: row.id, bookingId: row.booking_id, holderId: row.holder_id, edition: row.edition }));
}

/** Which bookings of a list are wanted; those not given do not matter. */
export interface BookingFilter {
  readonly userId?: string;
  readonly eventId?: string;
  readonly occurrenceId?: string;
  readonly status?: readonly BookingStatus[] | null;
  /** True: of occurrences that are not over yet; false: of those that are. */
  readonly upcoming?: boolean | null;
}

export interface BookingPage {
  readonly rows: Booking[];
  readonly totalCount: number;
}

/** At most `limit` bookings, newest first, after a place in the list; and how many there are in all. */
export async function listBookings(
  sql: Sql,
  filter: BookingFilter,
  page: { limit: number; after: readonly [string, string] | null; now: Date },
): Promise<BookingPage> {
  const conditions = `($2::text IS NULL OR booking.user_id = $2) AND ($3::text IS NULL OR booking.event_id = $3)
    AND ($4::text IS NULL OR booking.occurrence_id =
      coalesce((SELECT new_id FROM renamed_occurrence WHERE old_id = $4), $4)) AND ($5::text[] IS NULL OR ${STATUS_NOW} = ANY($5))
    AND ($6::boolean IS NULL OR $6 = EXISTS (
      SELECT FROM occurrence_copy occurrence WHERE occurrence.id = booking.occurrence_id AND occurrence.ends_at > $1))`;
  const parameters = [
    page.now,
    filter.userId ?? null,
    filter.eventId ?? null,
    filter.occurrenceId ?? null,
    filter.status ?? null,
    filter.upcoming ?? null,
  ];
  const rows = await sql.query<BookingRow>(
    `SELECT ${BOOKING_COLUMNS} FROM booking
     WHERE ${conditions} AND ($7::timestamptz IS NULL OR (booking.created_at, booking.id) < ($7, $8))
     ORDER BY booking.created_at DESC, booking.id DESC LIMIT $9`,
    [...parameters, page.after?.[0] ?? null, page.after?.[1] ?? null, page.limit],
  );
  const [count] = await sql.query<{ count: number }>(`SELECT count(*) FROM booking WHERE ${conditions}`, parameters);
  return { rows: rows.map(bookingOf), totalCount: count?.count ?? 0 };
}
