import type { CalendarRole } from '../domain/facts.js';
import type { ViewStore } from '../usecases/view-occurrences.js';
import type { EventSightStore } from '../usecases/see-events.js';
import { findBookables, findEvents } from './copies.js';
import { readCounts } from './seats.js';

/** What viewing occurrences reads. */
export const viewStore: ViewStore & EventSightStore = {
  findBookables,
  findEvents,
  readCounts,

  async presentIds(sql, ids) {
    const rows = await sql.query<{ old_id: string; new_id: string }>(
      `SELECT old_id, new_id FROM renamed_occurrence WHERE old_id = ANY($1)`,
      [ids],
    );
    return new Map(rows.map((row) => [row.old_id, row.new_id]));
  },

  async rolesOf(sql, calendarIds, userId) {
    const rows = await sql.query<{ calendar_id: string; role: CalendarRole }>(
      `SELECT calendar_id, role FROM calendar_role WHERE calendar_id = ANY($1) AND user_id = $2`,
      [calendarIds, userId],
    );
    return new Map(rows.map((row) => [row.calendar_id, row.role]));
  },

  async bookedBy(sql, ids, userId) {
    const rows = await sql.query<{ occurrence_id: string }>(
      `SELECT occurrence_id FROM booking
       WHERE user_id = $1 AND occurrence_id = ANY($2) AND status IN ('HELD', 'CONFIRMED', 'WAITLISTED', 'OFFERED')`,
      [userId, ids],
    );
    return new Set(rows.map((row) => row.occurrence_id));
  },
};
