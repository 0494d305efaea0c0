import type { Sql } from '../../../platform/database/database.js';
import type { CopyKeeping } from '../usecases/apply-event-change.js';
import type { Witnesses } from '../usecases/rebuild-copies.js';
import { renameOccurrences } from './rename-occurrences.js';

/** Brings copies up to date; see `copies.ts` for reading them. */
export const copyKeeping: CopyKeeping & { witnesses(sql: Sql): Promise<Witnesses[]> } = {
  async occurrencesOf(tx, eventId, ids) {
    const rows = await tx.query<{ id: string }>(
      `SELECT id FROM occurrence_copy WHERE (event_id = $1 OR id = ANY($2)) AND NOT dropped
       UNION
       SELECT occurrence_id FROM seat_count WHERE (event_id = $1 OR occurrence_id = ANY($2))
         AND NOT EXISTS (SELECT FROM occurrence_copy WHERE id = occurrence_id)
       ORDER BY 1`,
      [eventId, ids],
    );
    return rows.map((row) => row.id);
  },

  async witnesses(sql) {
    const rows = await sql.query<{ occurrence_id: string; organizer_id: string | null; bookers: string[] | null }>(
      `SELECT count.occurrence_id, event.organizer_id,
         (SELECT array_agg(booker.user_id) FROM (
            SELECT user_id FROM booking WHERE occurrence_id = count.occurrence_id ORDER BY created_at DESC LIMIT 5
          ) booker) AS bookers
       FROM seat_count count LEFT JOIN event_copy event ON event.id = count.event_id ORDER BY count.occurrence_id`,
    );
    return rows.map(({ occurrence_id: occurrenceId, organizer_id: organizerId, bookers }) => ({
      occurrenceId,
      userIds: [...new Set([...(organizerId === null ? [] : [organizerId]), ...(bookers ?? [])])],
    }));
  },

  rename: renameOccurrences,

  async drop(tx, occurrenceIds, version) {
    if (occurrenceIds.length === 0) return;
    await tx.query(
      `UPDATE occurrence_copy SET dropped = true, version = greatest(version, $2) WHERE id = ANY($1) AND version <= $2`,
      [occurrenceIds, version],
    );
  },

  async saveCalendar(tx, calendarId, version, members) {
    const newer = await tx.query(
      `INSERT INTO calendar_copy (id, version) VALUES ($1, $2)
       ON CONFLICT (id) DO UPDATE SET version = excluded.version WHERE calendar_copy.version < excluded.version RETURNING id`,
      [calendarId, version],
    );
    if (newer.length === 0) return;
    await tx.query(`DELETE FROM calendar_role WHERE calendar_id = $1`, [calendarId]);
    await tx.query(
      `INSERT INTO calendar_role (calendar_id, user_id, role)
       SELECT $1, user_id, role FROM unnest($2::text[], $3::text[]) AS new (user_id, role) ON CONFLICT DO NOTHING`,
      [calendarId, members.map((member) => member.userId), members.map((member) => member.role)],
    );
  },

  async boundEnds(tx, occurrenceIds) {
    if (occurrenceIds.length === 0) return;
    await tx.query(
      `UPDATE booking SET held_until = occurrence.starts_at FROM occurrence_copy occurrence
       WHERE occurrence.id = booking.occurrence_id AND booking.occurrence_id = ANY($1) AND booking.held_until > occurrence.starts_at`,
      [occurrenceIds],
    );
  },
};
