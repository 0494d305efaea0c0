import type { Sql } from '../../../platform/database/database.js';

/** Those of these events that the person runs: organizes, or owns or edits the calendar of. */
export async function findRunBy(sql: Sql, eventIds: readonly string[], userId: string): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `SELECT event.id FROM event_copy event
     LEFT JOIN calendar_role mine ON mine.calendar_id = event.calendar_id AND mine.user_id = $2
     WHERE event.id = ANY($1) AND (event.organizer_id = $2 OR mine.role IN ('OWNER', 'EDITOR'))`,
    [eventIds, userId],
  );
  return rows.map((row) => row.id);
}
