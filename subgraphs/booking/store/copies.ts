import type { Sql } from '../../../platform/database/database.js';
import type { Bookable, CalendarRole, EventFacts, EventStatus, Visibility } from '../domain/facts.js';
import type { Copies } from '../usecases/ports.js';
import { moneyOf } from './booking-row.js';

interface BookableRow {
  id: string;
  event_id: string;
  starts_at: Date;
  ends_at: Date;
  status: EventStatus;
  dropped: boolean;
  version: number;
  calendar_id: string | null;
  organizer_id: string | null;
  event_status: EventStatus;
  visibility: Visibility | null;
  capacity: number | null;
  price_amount: number | null;
  price_currency: string | null;
  event_version: number;
}

const bookableOf = (row: BookableRow): Bookable => ({
  occurrence: {
    id: row.id,
    eventId: row.event_id,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    status: row.status,
    dropped: row.dropped,
    version: row.version,
  },
  event: {
    id: row.event_id,
    calendarId: row.calendar_id,
    organizerId: row.organizer_id,
    status: row.event_status,
    visibility: row.visibility,
    capacity: row.capacity,
    price: moneyOf(row.price_amount, row.price_currency),
    version: row.event_version,
  },
});

/** Occurrences with their events, as far as copies of both are here; in any order. */
export async function findBookables(sql: Sql, occurrenceIds: readonly string[]): Promise<Bookable[]> {
  const rows = await sql.query<BookableRow>(
    `SELECT occurrence.*, event.calendar_id, event.organizer_id, event.status AS event_status, event.visibility,
       event.capacity, event.price_amount, event.price_currency, event.version AS event_version
     FROM occurrence_copy occurrence JOIN event_copy event ON event.id = occurrence.event_id
     WHERE occurrence.id = ANY($1)`,
    [occurrenceIds],
  );
  return rows.map(bookableOf);
}

interface EventRow {
  id: string;
  calendar_id: string | null;
  organizer_id: string | null;
  status: EventStatus;
  visibility: Visibility | null;
  capacity: number | null;
  price_amount: number | null;
  price_currency: string | null;
  version: number;
}

/** Events of which a copy is here, in any order. */
export async function findEvents(sql: Sql, ids: readonly string[]): Promise<EventFacts[]> {
  const rows = await sql.query<EventRow>(`SELECT * FROM event_copy WHERE id = ANY($1)`, [ids]);
  return rows.map((row) => ({
    id: row.id,
    calendarId: row.calendar_id,
    organizerId: row.organizer_id,
    status: row.status,
    visibility: row.visibility,
    capacity: row.capacity,
    price: moneyOf(row.price_amount, row.price_currency),
    version: row.version,
  }));
}

/** Copies of what the event subgraph owns. */
export const copyStore: Copies = {
  async findBookable(sql, occurrenceId) {
    return (await findBookables(sql, [occurrenceId]))[0] ?? null;
  },

  async presentId(sql, occurrenceId) {
    const [row] = await sql.query<{ new_id: string }>(`SELECT new_id FROM renamed_occurrence WHERE old_id = $1`, [occurrenceId]);
    return row?.new_id ?? occurrenceId;
  },

  async roleOf(sql, calendarId, userId) {
    const [row] = await sql.query<{ role: CalendarRole }>(
      `SELECT role FROM calendar_role WHERE calendar_id = $1 AND user_id = $2`,
      [calendarId, userId],
    );
    return row?.role ?? null;
  },

  async saveEvent(tx, event) {
    await tx.query(
      `INSERT INTO event_copy (id, calendar_id, organizer_id, status, visibility, capacity, price_amount, price_currency, version)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       ON CONFLICT (id) DO UPDATE SET calendar_id = coalesce(excluded.calendar_id, event_copy.calendar_id),
         organizer_id = coalesce(excluded.organizer_id, event_copy.organizer_id), status = excluded.status,
         visibility = coalesce(excluded.visibility, event_copy.visibility), capacity = excluded.capacity,
         price_amount = excluded.price_amount, price_currency = excluded.price_currency, version = excluded.version
       WHERE event_copy.version <= excluded.version`,
      [
        event.id,
        event.calendarId,
        event.organizerId,
        event.status,
        event.visibility,
        event.capacity,
        event.price?.amount ?? null,
        event.price?.currency ?? null,
        event.version,
      ],
    );
  },

  async saveOccurrence(tx, occurrence) {
    await tx.query(
      `INSERT INTO occurrence_copy (id, event_id, starts_at, ends_at, status, dropped, version)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (id) DO UPDATE SET event_id = excluded.event_id, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
         status = excluded.status, dropped = excluded.dropped, version = excluded.version
       WHERE occurrence_copy.version <= excluded.version OR occurrence_copy.event_id <> excluded.event_id`,
      [
        occurrence.id,
        occurrence.eventId,
        occurrence.startsAt,
        occurrence.endsAt,
        occurrence.status,
        occurrence.dropped,
        occurrence.version,
      ],
    );
  },

  async ensureCount(tx, occurrenceId, eventId) {
    await tx.query(
      `INSERT INTO seat_count (occurrence_id, event_id, capacity, ceiling)
       SELECT $1, id, capacity, capacity FROM event_copy WHERE id = $2
       ON CONFLICT (occurrence_id) DO UPDATE SET event_id = excluded.event_id WHERE seat_count.event_id <> excluded.event_id`,
      [occurrenceId, eventId],
    );
    await tx.query(`UPDATE booking SET event_id = $2 WHERE occurrence_id = $1 AND event_id <> $2`, [occurrenceId, eventId]);
  },

  async applyCapacity(tx, eventId) {
    const rows = await tx.query<{ occurrence_id: string }>(
      `UPDATE seat_count SET capacity = event.capacity,
         ceiling = CASE WHEN event.capacity IS NULL THEN NULL ELSE greatest(event.capacity, taken) END
       FROM event_copy event
       WHERE seat_count.event_id = $1 AND event.id = $1 AND seat_count.capacity IS DISTINCT FROM event.capacity
       RETURNING occurrence_id`,
      [eventId],
    );
    return rows.map((row) => row.occurrence_id);
  },
};
