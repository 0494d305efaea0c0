import type { Sql } from '../../../platform/database/database.js';
import type { CalendarCopy } from '../domain/copies.js';
import type { Member } from '../domain/audience.js';

/** Takes over a calendar and its whole list of members. */
export async function saveCalendar(sql: Sql, calendar: CalendarCopy): Promise<void> {
  await sql.query(
    `INSERT INTO calendar (calendar_id, name, time_zone) VALUES ($1, $2, $3)
     ON CONFLICT (calendar_id) DO UPDATE SET name = excluded.name, time_zone = excluded.time_zone, deleted = false`,
    [calendar.id, calendar.name, calendar.timeZone],
  );
  await sql.query(`DELETE FROM calendar_member WHERE calendar_id = $1`, [calendar.id]);
  await sql.query(
    `INSERT INTO calendar_member (calendar_id, user_id, role) SELECT $1, * FROM unnest($2::text[], $3::text[])`,
    [calendar.id, calendar.members.map((member) => member.userId), calendar.members.map((member) => member.role)],
  );
}

/** A deleted calendar keeps its name, for what was told of it, and loses its members. */
export async function markCalendarDeleted(sql: Sql, calendarId: string): Promise<void> {
  await sql.query(`UPDATE calendar SET deleted = true WHERE calendar_id = $1`, [calendarId]);
  await sql.query(`DELETE FROM calendar_member WHERE calendar_id = $1`, [calendarId]);
}

/** Null while nothing is known of it. */
export async function findCalendar(sql: Sql, calendarId: string): Promise<CalendarCopy | null> {
  const [row] = await sql.query<{ name: string; time_zone: string }>(
    `SELECT name, time_zone FROM calendar WHERE calendar_id = $1`,
    [calendarId],
  );
  if (!row) return null;
  const members = await sql.query<Member>(
    `SELECT user_id AS "userId", role FROM calendar_member WHERE calendar_id = $1 ORDER BY user_id`,
    [calendarId],
  );
  return { id: calendarId, name: row.name, timeZone: row.time_zone, members };
}
