import type { Sql } from '../../../platform/database/database.js';
import { mayOpenCalendar, type CalendarRole, type Visibility } from '../domain/calendar.js';
import type { SeenEvent } from '../domain/event.js';
import type { Series } from '../domain/recurrence/series.js';
import type { Sight, Way } from '../domain/visibility.js';
import type { ViewerId } from '../usecases/reads.js';
import { eventOf, type EventRow } from './events.js';
import { eventsAsSeenBy, hasSeatSql, visibilitySql } from './visibility-sql.js';

export interface SeenEventRow extends EventRow {
  starts_at: Date;
  sight: Sight;
  my_role: CalendarRole | null;
  has_seat: boolean;
  log_end: number;
  calendar_visibility: Visibility;
}

/** A read of events by one viewer; `$1` is the viewer. Rows that the viewer may not see at all never leave it. */
export const selectSeen = (way: Way, where: string, more = ''): string => `
  SELECT * FROM (
    SELECT e.*, c.visibility AS calendar_visibility, m.role AS my_role, coalesce(t.position, 0) AS log_end,
      ${hasSeatSql('$1')} AS has_seat, ${visibilitySql('$1', way)} AS sight
    FROM ${eventsAsSeenBy('$1')}
    LEFT JOIN change_topic t ON t.topic = 'calendar:' || c.id
    WHERE ${where}
  ) seen WHERE sight <> 'none' ${more}`;

/** An event as its reader sees it, for rows whose sight is 'all'. */
export function seenEventOf(row: SeenEventRow, viewer: ViewerId): SeenEvent {
  const runsIt = viewer !== null && row.organizer_id === viewer;
  return {
    joins: runsIt || row.has_seat || (row.my_role !== null && row.my_role !== 'FREE_BUSY'),
    logEnd: row.log_end,
    startsFirst: row.starts_at,
    toMember: row.my_role !== null,
    opensCalendar: mayOpenCalendar(row.calendar_visibility, row.my_role),
    ...eventOf(row),
  };
}

/** Those of these events that the viewer may see, each reached by its own id. */
export async function eventsById(sql: Sql, viewer: ViewerId, ids: readonly string[]): Promise<SeenEvent[]> {
  const rows = await sql.query<SeenEventRow>(selectSeen('link', 'e.id = ANY($2)', `AND sight = 'all'`), [viewer, ids]);
  return rows.map((row) => seenEventOf(row, viewer));
}

/** What an event's series was before each shift, newest first: for ids that occurrences had then. */
export async function earlierSeries(sql: Sql, eventId: string): Promise<Series[]> {
  const rows = await sql.query<{ series: Series }>(
    `SELECT series FROM earlier_series WHERE event_id = $1 ORDER BY revision DESC`,
    [eventId],
  );
  return rows.map((row) => row.series);
}
