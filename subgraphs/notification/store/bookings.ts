import type { Sql } from '../../../platform/database/database.js';
import type { BookingCopy } from '../domain/copies.js';

/** Takes over what the booking subgraph told of a booking. */
export async function saveBooking(sql: Sql, booking: BookingCopy): Promise<void> {
  await sql.query(
    `INSERT INTO booking (booking_id, user_id, event_id, occurrence_id, status) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (booking_id) DO UPDATE SET user_id = excluded.user_id, event_id = excluded.event_id,
       occurrence_id = excluded.occurrence_id, status = excluded.status`,
    [booking.id, booking.userId, booking.eventId, booking.occurrenceId, booking.status],
  );
}

/** Those who have a seat at an event, or wait for one; of one occurrence where one is given. */
export async function findBookers(sql: Sql, eventId: string, occurrenceId: string | null): Promise<string[]> {
  const rows = await sql.query<{ user_id: string }>(
    `SELECT DISTINCT user_id FROM booking
     WHERE event_id = $1 AND ($2::text IS NULL OR occurrence_id = $2)
       AND status IN ('HELD', 'CONFIRMED', 'WAITLISTED', 'OFFERED') ORDER BY user_id`,
    [eventId, occurrenceId],
  );
  return rows.map((row) => row.user_id);
}

/** Occurrences got new ids: from old to new. */
export async function renameBookedOccurrences(sql: Sql, renamed: ReadonlyMap<string, string>): Promise<void> {
  await sql.query(
    `UPDATE booking SET occurrence_id = map.new_id FROM unnest($1::text[], $2::text[]) AS map (old_id, new_id)
     WHERE booking.occurrence_id = map.old_id`,
    [[...renamed.keys()], [...renamed.values()]],
  );
}
