import type { Sql } from '../../../platform/database/database.js';
import type { AccountSession } from '../domain/session.js';
import type { SessionStore } from '../usecases/store.js';

/** A session's row. */
export interface SessionRow {
  id: string;
  account_id: string;
  created_at: Date;
  last_used_at: Date;
  user_agent: string | null;
  ip_address: string | null;
}

export const SESSION_COLUMNS = 'id, account_id, created_at, last_used_at, user_agent, ip_address';

/** The row as the domain has it. */
export const sessionOf = (row: SessionRow): AccountSession => ({
  id: row.id,
  accountId: row.account_id,
  createdAt: row.created_at,
  lastUsedAt: row.last_used_at,
  userAgent: row.user_agent,
  ipAddress: row.ip_address,
});

/** The session queries of the use cases, in the caller's transaction. */
export function sessionQueries(sql: Sql): SessionStore {
  return {
    async insertSession(session) {
      await sql.query(`INSERT INTO session (${SESSION_COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6)`, [
        session.id,
        session.accountId,
        session.createdAt,
        session.lastUsedAt,
        session.userAgent,
        session.ipAddress,
      ]);
    },
    async lockSessionOfToken(hash) {
      const rows = await sql.query<SessionRow>(
        `SELECT ${SESSION_COLUMNS} FROM session
         WHERE id = (SELECT session_id FROM refresh_token WHERE hash = $1) AND ended_at IS NULL FOR UPDATE`,
        [hash],
      );
      return rows[0] ? sessionOf(rows[0]) : null;
    },
    async refreshToken(hash) {
      const [row] = await sql.query<{ expires_at: Date; used_at: Date | null }>(
        `SELECT expires_at, used_at FROM refresh_token WHERE hash = $1`,
        [hash],
      );
      return row ? { expiresAt: row.expires_at, usedAt: row.used_at } : null;
    },
    async rotateToken(sessionId, used, next) {
      if (used) await sql.query(`UPDATE refresh_token SET used_at = $2 WHERE hash = $1`, [used, next.issuedAt]);
      await sql.query(`INSERT INTO refresh_token (hash, session_id, issued_at, expires_at) VALUES ($1, $2, $3, $4)`, [
        next.hash,
        sessionId,
        next.issuedAt,
        next.expiresAt,
      ]);
    },
    async touchSession(sessionId, device, at) {
      await sql.query(
        `UPDATE session SET last_used_at = $2, user_agent = coalesce($3, user_agent), ip_address = coalesce($4, ip_address)
         WHERE id = $1`,
        [sessionId, at, device.userAgent, device.ipAddress],
      );
    },
    async endSessions({ accountId, sessionId }, reason, at) {
      const rows = await sql.query<{ id: string }>(
        `UPDATE session SET ended_at = $3, end_reason = $4
         WHERE id IN (
           SELECT id FROM session
           WHERE account_id = $1 AND ended_at IS NULL AND ($2::uuid IS NULL OR id = $2) ORDER BY id FOR UPDATE
         ) RETURNING id`,
        [accountId, sessionId ?? null, at, reason],
      );
      return rows.map((row) => row.id);
    },
    async ownsSession(accountId, sessionId) {
      const rows = await sql.query(`SELECT 1 FROM session WHERE id = $1 AND account_id = $2`, [sessionId, accountId]);
      return rows.length > 0;
    },
    async liveSessionIds(accountId) {
      const rows = await sql.query<{ id: string }>(`SELECT id FROM session WHERE account_id = $1 AND ended_at IS NULL`, [
        accountId,
      ]);
      return rows.map((row) => row.id);
    },
  };
}
