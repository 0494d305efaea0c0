import type { Sql } from '../../../platform/database/database.js';
import type { SeatCount } from '../domain/seats.js';
import type { Seats } from '../usecases/ports.js';
import { BOOKING_COLUMNS, BOOKING_RECORD, rowOf } from './booking-row.js';

/** The guard: what decides whether seats are taken. `new.quantity` are wanted; those in line come first. */
export const SEAT_GUARD = 'count.taken + count.waiting_seats + new.quantity <= count.capacity';

/** The counter and the booking in one statement: the hot row is locked for no round trip more than the commit. */
const TAKE = `
  WITH new AS (SELECT * FROM jsonb_to_recordset($1::jsonb) AS new (${BOOKING_RECORD})),
  seats AS (
    UPDATE seat_count AS count SET taken = count.taken + new.quantity FROM new
    WHERE count.occurrence_id = new.occurrence_id AND (count.capacity IS NULL OR ${SEAT_GUARD})
    RETURNING count.occurrence_id
  ),
  tickets AS (
    INSERT INTO ticket (id, booking_id, number, holder_id, created_at)
    SELECT ticket.id, new.id, ticket.number, new.user_id, new.created_at
    FROM new, unnest($2::text[]) WITH ORDINALITY AS ticket (id, number) WHERE EXISTS (SELECT FROM seats)
  )
  INSERT INTO booking (${BOOKING_COLUMNS})
  SELECT ${BOOKING_COLUMNS} FROM new WHERE EXISTS (SELECT FROM seats)
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
    const rows = await tx.query(TAKE, [JSON.stringify([rowOf(booking)]), ticketIds]);
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
