import type { Sql } from '../../../platform/database/database.js';
import type { Calendar, Visibility } from '../domain/calendar.js';
import type { CalendarStore } from '../usecases/ports.js';

export interface CalendarRow {
  id: string;
  name: string;
  description: string | null;
  color: string | null;
  time_zone: string;
  visibility: Visibility;
  revision: number;
  created_at: Date;
  updated_at: Date;
}

export const calendarOf = (row: CalendarRow): Calendar => ({
  id: row.id,
  name: row.name,
  description: row.description,
  color: row.color,
  timeZone: row.time_zone,
  visibility: row.visibility,
  revision: row.revision,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

/** Calendars in PostgreSQL, written within a transaction. Who may is the use case's to decide. */
export function createCalendarStore(tx: Sql): CalendarStore {
  return {
    async insert(calendar) {
      await tx.query(
        `INSERT INTO calendar (id, name, description, color, time_zone, visibility, revision, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        valuesOf(calendar),
      );
    },
    async read(id) {
      const [row] = await tx.query<CalendarRow>(`SELECT * FROM calendar WHERE id = $1`, [id]);
      return row ? calendarOf(row) : null;
    },
    async lock(id) {
      const [row] = await tx.query<CalendarRow>(`SELECT * FROM calendar WHERE id = $1 FOR NO KEY UPDATE`, [id]);
      return row ? calendarOf(row) : null;
    },
    async save(calendar) {
      await tx.query(
        `UPDATE calendar SET name = $2, description = $3, color = $4, time_zone = $5, visibility = $6, revision = $7,
           created_at = $8, updated_at = $9
         WHERE id = $1`,
        valuesOf(calendar),
      );
    },
    async remove(id) {
      await tx.query(`DELETE FROM calendar WHERE id = $1`, [id]);
    },
  };
}

const valuesOf = (calendar: Calendar): unknown[] => [
  calendar.id,
  calendar.name,
  calendar.description,
  calendar.color,
  calendar.timeZone,
  calendar.visibility,
  calendar.revision,
  calendar.createdAt,
  calendar.updatedAt,
];
