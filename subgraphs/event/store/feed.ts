import type { Sql } from '../../../platform/database/database.js';
import type { FeedContents } from '../usecases/reads.js';
import { calendarOf, type CalendarRow } from './calendars.js';
import { seenEventOf, selectSeen, type SeenEventRow } from './seen-events.js';

/** Reads by the token alone: who has it is taken for the member. Null for a token of nobody. */
export async function readFeed(sql: Sql, token: string): Promise<FeedContents | null> {
  const [row] = await sql.query<CalendarRow & { viewer: string; role_since: Date; last_change: Date | null }>(
    `SELECT c.*, m.user_id AS viewer, m.role_since,
       (SELECT l.at FROM change_log l WHERE l.topic = 'calendar:' || c.id ORDER BY l.position DESC LIMIT 1) AS last_change
     FROM calendar_member m JOIN calendar c ON c.id = m.calendar_id WHERE m.feed_token = $1`,
    [token],
  );
  if (!row) return null;
  const rows = await sql.query<SeenEventRow>(selectSeen('calendar', 'e.calendar_id = $2', 'ORDER BY starts_at, id'), [
    row.viewer,
    row.id,
  ]);
  const times = [row.updated_at, row.role_since, row.last_change ?? row.updated_at].map((at) => at.getTime());
  return {
    calendar: calendarOf(row),
    viewer: row.viewer,
    items: rows.map((event) => ({ event: seenEventOf(event, row.viewer), sight: event.sight === 'all' ? 'all' : 'busy' })),
    changedAt: new Date(Math.max(...times)),
  };
}
