import type { Sql } from '../../../platform/database/database.js';
import type { CalendarRole, Visibility } from '../domain/calendar.js';
import type { Sight, Way } from '../domain/visibility.js';
import type { Sights, ViewerId } from '../usecases/reads.js';
import { eventsAsSeenBy, visibilitySql } from './visibility-sql.js';

/** Looks up what a viewer may see now, whatever was so when a change was written. */
export async function sightsOf(sql: Sql, viewer: ViewerId, calendarId: string, eventIds: readonly string[], way: Way): Promise<Sights> {
  const [calendar] = await sql.query<{ id: string; visibility: Visibility; role: CalendarRole | null }>(
    `SELECT c.id, c.visibility, m.role FROM calendar c
     LEFT JOIN calendar_member m ON m.calendar_id = c.id AND m.user_id = $1 WHERE c.id = $2`,
    [viewer, calendarId],
  );
  if (eventIds.length === 0) return { calendar: calendar ?? null, events: new Map(), booked: new Set() };
  const rows = await sql.query<{ id: string; sight: Sight }>(
    `SELECT e.id, CASE WHEN e.calendar_id = $2 THEN ${visibilitySql('$1', way)} ELSE 'none' END AS sight
     FROM ${eventsAsSeenBy('$1')} WHERE e.id = ANY($3)`,
    [viewer, calendarId, eventIds],
  );
  const booked = await sql.query<{ event_id: string }>(
    `SELECT DISTINCT event_id FROM booked WHERE user_id = $1 AND event_id = ANY($2)`,
    [viewer, eventIds],
  );
  return {
    calendar: calendar ?? null,
    events: new Map(rows.map((row) => [row.id, row.sight])),
    booked: new Set(booked.map((row) => row.event_id)),
  };
}
