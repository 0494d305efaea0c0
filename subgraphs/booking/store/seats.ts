import type { Sql } from '../../../platform/database/database.js';
import type { SeatCount } from '../domain/seats.js';
import type { Seats } from '../usecases/ports.js';
import { BOOKING_COLUMNS, rowOf } from './booking-row.js';

/** The guard: what decides whether seats are taken. `$6` are wanted; those in line come first. */
export const SEAT_GUARD = 'count.taken + count.waiting_seats + $6 <= count.capacity';

/** Counter, booking and tickets in one statement: the hot row is locked for no round trip more than the commit. */
const TAKE = `
  WITH seats AS (
    UPDATE seat_count AS count SET taken = count.taken + $6
    WHERE count.occurrence_id = $4 AND (count.capacity IS NULL OR ${SEAT_GUARD})
    RETURNING count.occurrence_id
  ),
  tickets AS (
    INSERT INTO ticket (id, booking_id, number, holder_id, created_at)
    SELECT ticket.id, $1, ticket.number, $2, $13
    FROM seats, unnest($15::text[]) WITH ORDINALITY AS ticket (id, number)
  )
  INSERT INTO booking (${BOOKING_COLUMNS})
  SELECT $1, $2, $3, $4, $5, $6::integer, $7::bigint, $8, $9::timestamptz, $10::bigint, $11, $12::integer, $13::timestamptz,
    $14::timestamptz FROM seats
  RETURNING id`;

interface CountRow {
  occurrence_id: string;
  capacity: number | null;
  taken: number;
  waiting_seats: number;
  waitlist_length: number;
}

export const countOf = (row: CountRow): SeatCount => ({
  occurrenceId: row.occurrence_id,
  capacity: row.capacity,
  taken: row.taken,
  waitingSeats: row.waiting_seats,
  waitlistLength: row.waitlist_length,
});

/** Counters as they are, with the seats of holds and offers that have ended and that nobody has tidied up; in any order. */
export async function readCounts(
  sql: Sql,
  occurrenceIds: readonly string[],
  now: Date,
): Promise<{ count: SeatCount; endedSeats: number }[]> {
  const rows = await sql.query<CountRow & { ended_seats: number }>(
    `SELECT count.occurrence_id, count.capacity, count.taken, count.waiting_seats, count.waitlist_length,
       coalesce((SELECT sum(kept.quantity) FROM booking kept
         WHERE kept.occurrence_id = count.occurrence_id AND kept.held_until <= $2), 0)::integer AS ended_seats
     FROM seat_count count WHERE count.occurrence_id = ANY($1)`,
    [occurrenceIds, now],
  );
  return rows.map((row) => ({ count: countOf(row), endedSeats: row.ended_seats }));
}

/** Counters of seats. */
export const seatStore: Seats = {
  async take(tx, booking, ticketIds) {
    const values: unknown[] = Object.values(rowOf(booking));
    const rows = await tx.query(TAKE, [...values, ticketIds]);
    return rows.length > 0;
  },

  async read(sql, occurrenceId, now) {
    const [found] = await readCounts(sql, [occurrenceId], now);
    return found ?? null;
  },

  async lock(tx, occurrenceId) {
    const [row] = await tx.query<CountRow>(
      `SELECT occurrence_id, capacity, taken, waiting_seats, waitlist_length FROM seat_count WHERE occurrence_id = $1 FOR UPDATE`,
      [occurrenceId],
    );
    return row ? countOf(row) : null;
  },

  async adjust(tx, occurrenceId, { taken = 0, waitingSeats = 0, waitlistLength = 0 }) {
    await tx.query(
      `UPDATE seat_count SET taken = taken + $2, waiting_seats = waiting_seats + $3, waitlist_length = waitlist_length + $4,
         ceiling = CASE WHEN $2 < 0 THEN CASE WHEN capacity IS NULL THEN NULL ELSE greatest(capacity, taken + $2) END ELSE ceiling END
       WHERE occurrence_id = $1`,
      [occurrenceId, taken, waitingSeats, waitlistLength],
    );
  },

  async nextNumber(tx, occurrenceId) {
    const [row] = await tx.query<{ last_number: number }>(
      `UPDATE seat_count SET last_number = last_number + 1 WHERE occurrence_id = $1 RETURNING last_number`,
      [occurrenceId],
    );
    if (!row) throw new Error('The occurrence has no counter.');
    return row.last_number;
  },

  async untidy(sql, now) {
    const rows = await sql.query<{ occurrence_id: string }>(
      `SELECT occurrence_id FROM booking WHERE held_until <= $1
       UNION
       SELECT count.occurrence_id FROM seat_count count
         JOIN occurrence_copy occurrence ON occurrence.id = count.occurrence_id
         JOIN event_copy event ON event.id = occurrence.event_id
       WHERE count.waitlist_length > 0 AND (
         occurrence.starts_at <= $1
         OR (event.status NOT IN ('CANCELLED', 'DRAFT') AND occurrence.status <> 'CANCELLED' AND NOT occurrence.dropped
           AND (count.capacity IS NULL OR (
             SELECT first.quantity FROM booking first
             WHERE first.occurrence_id = count.occurrence_id AND first.status = 'WAITLISTED' ORDER BY first.waitlist_number LIMIT 1
           ) <= count.capacity - count.taken)))`,
      [now],
    );
    return rows.map((row) => row.occurrence_id);
  },
};
