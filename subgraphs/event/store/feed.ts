import type { Database } from '../../../platform/database/database.js';
import type { Calendar } from '../domain/calendar.js';
import type { SeenEvent } from '../domain/event.js';
import { calendarOf, type CalendarRow } from './calendars.js';
import { seenEventOf, selectSeen, type SeenEventRow } from './seen-events.js';

export interface FeedItem {
  readonly event: SeenEvent;
  readonly sight: 'all' | 'busy';
}

/** A calendar as the member behind a feed's address may see it. */
export interface FeedContents {
  readonly calendar: Calendar;
  readonly viewer: string;
  readonly items: readonly FeedItem[];
  /** When anything last changed in it, or in what the member may see. */
  readonly changedAt: Date;
}

/** Reads by the token alone: who has it is taken for the member. Null for a token of nobody. */
export async function readFeed(database: Database, token: string): Promise<FeedContents | null> {
  const [row] = await database.query<CalendarRow & { viewer: string; role_since: Date; last_change: Date | null }>(
    `SELECT c.*, m.user_id AS viewer, m.role_since,
       (SELECT l.at FROM change_log l WHERE l.topic = 'calendar:' || c.id ORDER BY l.position DESC LIMIT 1) AS last_change
     FROM calendar_member m JOIN calendar c ON c.id = m.calendar_id WHERE m.feed_token = $1`,
    [token],
  );
  if (!row) return null;
  const rows = await database.query<SeenEventRow>(selectSeen('calendar', 'e.calendar_id = $2', 'ORDER BY starts_at, id'), [
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
