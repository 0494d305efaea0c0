import type { Sql } from '../../../platform/database/database.js';
import type { CalendarRole } from '../domain/calendar.js';
import type { Invite } from '../domain/invite.js';
import type { InviteStore } from '../usecases/ports.js';
import type { InvitedTo } from '../usecases/reads.js';

interface InviteRow {
  id: string;
  calendar_id: string;
  code: string;
  role: CalendarRole;
  created_by: string;
  expires_at: Date | null;
  max_uses: number | null;
  uses: number;
}

const SELECT = `SELECT i.*, (SELECT count(*) FROM calendar_invite_use u WHERE u.invite_id = i.id) AS uses FROM calendar_invite i`;

const inviteOf = (row: InviteRow): Invite => ({
  id: row.id,
  calendarId: row.calendar_id,
  code: row.code,
  role: row.role,
  createdBy: row.created_by,
  expiresAt: row.expires_at,
  maxUses: row.max_uses,
  uses: row.uses,
});

/** Invites in PostgreSQL, written within a transaction. */
export function createInviteStore(tx: Sql): InviteStore {
  return {
    async insert(invite, at) {
      await tx.query(
        `INSERT INTO calendar_invite (id, calendar_id, code, role, created_by, created_at, expires_at, max_uses)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [invite.id, invite.calendarId, invite.code, invite.role, invite.createdBy, at, invite.expiresAt, invite.maxUses],
      );
    },
    byCode: (code) => one(tx, `${SELECT} WHERE i.code = $1`, code),
    byId: (id) => one(tx, `${SELECT} WHERE i.id = $1`, id),
    async use(inviteId, userId, at) {
      const rows = await tx.query(
        `INSERT INTO calendar_invite_use (invite_id, user_id, used_at) VALUES ($1, $2, $3)
         ON CONFLICT DO NOTHING RETURNING invite_id`,
        [inviteId, userId, at],
      );
      return rows.length > 0;
    },
    async remove(id) {
      await tx.query(`DELETE FROM calendar_invite WHERE id = $1`, [id]);
    },
  };
}

/** The invites of a calendar, oldest first, expired and used ones too. For those who run the calendar only. */
export async function invitesOf(sql: Sql, calendarId: string): Promise<Invite[]> {
  const rows = await sql.query<InviteRow>(`${SELECT} WHERE i.calendar_id = $1 ORDER BY i.created_at, i.id`, [calendarId]);
  return rows.map(inviteOf);
}

/** What an invite's code leads to, for whoever holds it; null for a code of nothing. */
export async function inviteBehind(sql: Sql, code: string): Promise<InvitedTo | null> {
  const [row] = await sql.query<InviteRow & { calendar_name: string; calendar_color: string | null; member_count: number }>(
    `SELECT i.*, (SELECT count(*) FROM calendar_invite_use u WHERE u.invite_id = i.id) AS uses,
       c.name AS calendar_name, c.color AS calendar_color,
       (SELECT count(*) FROM calendar_member m WHERE m.calendar_id = c.id) AS member_count
     FROM calendar_invite i JOIN calendar c ON c.id = i.calendar_id WHERE i.code = $1`,
    [code],
  );
  if (!row) return null;
  return { invite: inviteOf(row), calendarName: row.calendar_name, calendarColor: row.calendar_color, memberCount: row.member_count };
}

async function one(tx: Sql, text: string, parameter: string): Promise<Invite | null> {
  const [row] = await tx.query<InviteRow>(text, [parameter]);
  return row ? inviteOf(row) : null;
}
