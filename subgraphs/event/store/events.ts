import type { Sql } from '../../../platform/database/database.js';
import type { Visibility } from '../domain/calendar.js';
import type { Event, EventStatus, Location, ShowAs } from '../domain/event.js';
import { firstSpan, reachOf } from '../domain/event-times.js';
import type { Series } from '../domain/recurrence/series.js';
import type { EventStore } from '../usecases/ports.js';
import { hasBookedSql } from './visibility-sql.js';

export interface EventRow {
  id: string;
  uid: string;
  calendar_id: string;
  organizer_id: string;
  title: string;
  description: string | null;
  location: Location | null;
  join_url: string | null;
  time_zone: string;
  series: Series;
  status: EventStatus;
  visibility: Visibility;
  show_as: ShowAs;
  tags: string[];
  capacity: number | null;
  price_amount: number | null;
  price_currency: string | null;
  cancel_reason: string | null;
  revision: number;
  sequence: number;
  created_at: Date;
  updated_at: Date;
}

export const eventOf = (row: EventRow): Event => ({
  id: row.id,
  uid: row.uid,
  calendarId: row.calendar_id,
  organizerId: row.organizer_id,
  title: row.title,
  description: row.description,
  location: row.location,
  joinUrl: row.join_url,
  timeZone: row.time_zone,
  series: row.series,
  status: row.status,
  visibility: row.visibility,
  showAs: row.show_as,
  tags: row.tags,
  capacity: row.capacity,
  price: row.price_amount === null || row.price_currency === null ? null : { amount: row.price_amount, currency: row.price_currency },
  cancelReason: row.cancel_reason,
  revision: row.revision,
  sequence: row.sequence,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

/** Events in PostgreSQL, written within a transaction. Who may is the use case's to decide. */
export function createEventStore(tx: Sql): EventStore {
  return {
    async insert(event) {
      await tx.query(
        `INSERT INTO event (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map((_, i) => `$${String(i + 1)}`).join(', ')})`,
        valuesOf(event),
      );
    },
    async lock(id) {
      const [row] = await tx.query<EventRow>(`SELECT * FROM event WHERE id = $1 FOR NO KEY UPDATE`, [id]);
      return row ? eventOf(row) : null;
    },
    async save(event) {
      await tx.query(
        `UPDATE event SET ${COLUMNS.map((column, i) => `${column} = $${String(i + 1)}`).join(', ')} WHERE id = $1`,
        valuesOf(event),
      );
    },
    async remove(id) {
      await tx.query(`DELETE FROM event WHERE id = $1`, [id]);
    },
    async keepEarlier(eventId, revision, series) {
      await tx.query(`INSERT INTO earlier_series (event_id, revision, series) VALUES ($1, $2, $3)`, [
        eventId,
        revision,
        JSON.stringify(series),
      ]);
    },
    async bookedOccurrences(eventId) {
      const rows = await tx.query<{ occurrence_id: string }>(
        `SELECT DISTINCT occurrence_id FROM booked WHERE event_id = $1`,
        [eventId],
      );
      return rows.map((row) => row.occurrence_id);
    },
    renameBooked: (renamed) => renameBooked(tx, renamed),
    async hasBooked(eventId, userId) {
      const rows = await tx.query(`SELECT FROM event e WHERE e.id = $1 AND ${hasBookedSql('$2')}`, [eventId, userId]);
      return rows.length > 0;
    },
  };
}

const COLUMNS = [
  'id',
  'uid',
  'calendar_id',
  'organizer_id',
  'title',
  'description',
  'location',
  'join_url',
  'time_zone',
  'series',
  'all_day',
  'recurs',
  'starts_at',
  'reach',
  'status',
  'visibility',
  'show_as',
  'tags',
  'capacity',
  'price_amount',
  'price_currency',
  'cancel_reason',
  'revision',
  'sequence',
  'created_at',
  'updated_at',
  'words',
] as const;

/** In the order of COLUMNS. */
function valuesOf(event: Event): unknown[] {
  const { location, series } = event;
  const reach = reachOf(series);
  return [
    event.id,
    event.uid,
    event.calendarId,
    event.organizerId,
    event.title,
    event.description,
    location && JSON.stringify(location),
    event.joinUrl,
    event.timeZone,
    JSON.stringify(series),
    series.allDay,
    series.rule !== null || series.extra.length > 0,
    firstSpan(series).start,
    `[${reach.from.toISOString()},${reach.to?.toISOString() ?? ''}]`,
    event.status,
    event.visibility,
    event.showAs,
    event.tags,
    event.capacity,
    event.price?.amount ?? null,
    event.price?.currency ?? null,
    event.cancelReason,
    event.revision,
    event.sequence,
    event.createdAt,
    event.updatedAt,
    wordsOf(event),
  ];
}

/** What a search looks through. */
const wordsOf = (event: Event): string =>
  [event.title, event.description, event.location?.name, event.location?.address, ...event.tags].filter(Boolean).join(' \n');

/** What was booked goes with occurrences that have new ids. */
export async function renameBooked(sql: Sql, renamed: Readonly<Record<string, string>>): Promise<void> {
  await sql.query(
    `UPDATE booked SET occurrence_id = new.id FROM unnest($1::text[], $2::text[]) AS new (old, id)
     WHERE booked.occurrence_id = new.old`,
    [Object.keys(renamed), Object.values(renamed)],
  );
}
