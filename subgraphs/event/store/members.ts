import type { Sql } from '../../../platform/database/database.js';
import type { CalendarRole, Member } from '../domain/calendar.js';
import type { MemberStore } from '../usecases/ports.js';

export interface MemberRow {
  id: string;
  calendar_id: string;
  user_id: string;
  role: CalendarRole;
  color: string | null;
  hidden: boolean;
  feed_token: string;
  joined_at: Date;
  role_since: Date;
}

export const memberOf = (row: MemberRow): Member => ({
  id: row.id,
  calendarId: row.calendar_id,
  userId: row.user_id,
  role: row.role,
  color: row.color,
  hidden: row.hidden,
  feedToken: row.feed_token,
  joinedAt: row.joined_at,
  roleSince: row.role_since,
});

/** Members in PostgreSQL, written within a transaction. */
export function createMemberStore(tx: Sql): MemberStore {
  return {
    async insert(member) {
      await tx.query(
        `INSERT INTO calendar_member (id, calendar_id, user_id, role, color, hidden, feed_token, joined_at, role_since)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [
          member.id,
          member.calendarId,
          member.userId,
          member.role,
          member.color,
          member.hidden,
          member.feedToken,
          member.joinedAt,
          member.roleSince,
        ],
      );
    },
    async find(calendarId, userId) {
      const [row] = await tx.query<MemberRow>(
        `SELECT * FROM calendar_member WHERE calendar_id = $1 AND user_id = $2`,
        [calendarId, userId],
      );
      return row ? memberOf(row) : null;
    },
    async all(calendarId) {
      const rows = await tx.query<MemberRow>(
        `SELECT * FROM calendar_member WHERE calendar_id = $1 ORDER BY joined_at, id`,
        [calendarId],
      );
      return rows.map(memberOf);
    },
    async save(member) {
      await tx.query(
        `UPDATE calendar_member SET role = $2, color = $3, hidden = $4, feed_token = $5, role_since = $6 WHERE id = $1`,
        [member.id, member.role, member.color, member.hidden, member.feedToken, member.roleSince],
      );
    },
    async remove(id) {
      await tx.query(`DELETE FROM calendar_member WHERE id = $1`, [id]);
    },
  };
}
