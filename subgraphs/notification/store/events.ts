import type { Sql } from '../../../platform/database/database.js';
import type { EventCopy } from '../domain/copies.js';

interface Row {
  event_id: string;
  calendar_id: string;
  organizer_id: string;
  title: string;
  status: string;
  time_zone: string;
  all_day: boolean;
  starts_at: Date;
}

/** Takes over what the event subgraph told of an event. */
export async function saveEvent(sql: Sql, event: EventCopy): Promise<void> {
  await sql.query(
    `INSERT INTO event (event_id, calendar_id, organizer_id, title, status, time_zone, all_day, starts_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (event_id) DO UPDATE SET calendar_id = excluded.calendar_id, organizer_id = excluded.organizer_id,
       title = excluded.title, status = excluded.status, time_zone = excluded.time_zone, all_day = excluded.all_day,
       starts_at = excluded.starts_at`,
    [event.id, event.calendarId, event.organizerId, event.title, event.status, event.timeZone, event.allDay, event.startsAt],
  );
}

/** Null while nothing is known of it. */
export async function findEvent(sql: Sql, eventId: string): Promise<EventCopy | null> {
  const [row] = await sql.query<Row>(`SELECT * FROM event WHERE event_id = $1`, [eventId]);
  if (!row) return null;
  return {
    id: row.event_id,
    calendarId: row.calendar_id,
    organizerId: row.organizer_id,
    title: row.title,
    status: row.status,
    timeZone: row.time_zone,
    allDay: row.all_day,
    startsAt: row.starts_at,
  };
}
