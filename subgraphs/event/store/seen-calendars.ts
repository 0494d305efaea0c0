import type { Sql } from '../../../platform/database/database.js';
import { mayOpenCalendar, type CalendarRole, type Member, type SeenCalendar } from '../domain/calendar.js';
import type { ViewerId } from '../usecases/reads.js';
import { calendarOf, type CalendarRow } from './calendars.js';
import { memberOf, type MemberRow } from './members.js';

interface SeenRow extends CalendarRow {
  owner_id: string | null;
  mine: (Omit<MemberRow, 'joined_at' | 'role_since'> & { joined_at: string; role_since: string }) | null;
  log_end: number;
}

/** One statement, one snapshot: what is in the log after `log_end` is not in the rest, and the other way round. */
const SELECT = `
  SELECT c.*, to_jsonb(m) AS mine, coalesce(t.position, 0) AS log_end,
    (SELECT o.user_id FROM calendar_member o WHERE o.calendar_id = c.id AND o.role = 'OWNER' ORDER BY o.joined_at, o.id LIMIT 1)
      AS owner_id
  FROM calendar c
  LEFT JOIN calendar_member m ON m.calendar_id = c.id AND m.user_id = $1
  LEFT JOIN change_topic t ON t.topic = 'calendar:' || c.id`;

function seenOf(row: SeenRow): SeenCalendar {
  return { ownerId: row.owner_id, mine: row.mine && mineOf(row.mine), logEnd: row.log_end, ...calendarOf(row) };
}

const mineOf = (mine: NonNullable<SeenRow['mine']>): Member =>
  memberOf({ ...mine, joined_at: new Date(mine.joined_at), role_since: new Date(mine.role_since) });

/** Those of these calendars that the viewer may open by their id. */
export async function calendarsById(sql: Sql, viewer: ViewerId, ids: readonly string[]): Promise<SeenCalendar[]> {
  const rows = await sql.query<SeenRow>(`${SELECT} WHERE c.id = ANY($2)`, [viewer, ids]);
  return rows.map(seenOf).filter((calendar) => mayOpenCalendar(calendar.visibility, calendar.mine?.role ?? null));
}

/** The calendars that the viewer belongs to, in the order of joining. */
export async function calendarsOfMember(sql: Sql, viewer: string): Promise<SeenCalendar[]> {
  const rows = await sql.query<SeenRow>(`${SELECT} WHERE m.user_id = $1 ORDER BY m.joined_at, c.id`, [viewer]);
  return rows.map(seenOf);
}

/** Ids and the viewer's roles of the calendars that the viewer belongs to, and whether they hide them. */
export async function rolesOf(sql: Sql, viewer: string): Promise<{ calendarId: string; role: CalendarRole; hidden: boolean }[]> {
  return sql.query(
    `SELECT calendar_id AS "calendarId", role, hidden FROM calendar_member WHERE user_id = $1 ORDER BY calendar_id`,
    [viewer],
  );
}

/** A page of a calendar's members, by time of joining; none for a viewer who is none of them. */
export async function membersPage(
  sql: Sql,
  viewer: string,
  calendarId: string,
  page: { limit: number; after: { joinedAt: string; id: string } | null },
): Promise<Member[]> {
  const rows = await sql.query<MemberRow>(
    `SELECT * FROM calendar_member
     WHERE calendar_id = $1 AND EXISTS (SELECT FROM calendar_member mine WHERE mine.calendar_id = $1 AND mine.user_id = $2)
       AND ($3::timestamptz IS NULL OR (joined_at, id) > ($3, $4))
     ORDER BY joined_at, id LIMIT $5`,
    [calendarId, viewer, page.after?.joinedAt ?? null, page.after?.id ?? null, page.limit],
  );
  return rows.map(memberOf);
}

export async function countMembers(sql: Sql, calendarId: string): Promise<number> {
  const [row] = await sql.query<{ count: number }>(`SELECT count(*) FROM calendar_member WHERE calendar_id = $1`, [calendarId]);
  return row?.count ?? 0;
}
