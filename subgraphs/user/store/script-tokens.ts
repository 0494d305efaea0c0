import type { Database, Sql } from '../../../platform/database/database.js';
import type { LiveScriptToken } from '../../../platform/identity/sessions.js';
import type { Role } from '../domain/account.js';
import type { TokenScope } from '../domain/scopes.js';
import { LAST_USE_WRITTEN_EVERY, scopesOfToken, type ScriptToken } from '../domain/script-token.js';
import type { ScriptTokenStore } from '../usecases/store.js';

interface TokenRow {
  id: string;
  account_id: string;
  name: string;
  scopes: TokenScope[];
  created_at: Date;
  expires_at: Date | null;
  last_used_at: Date | null;
}

const COLUMNS = 'id, account_id, name, scopes, created_at, expires_at, last_used_at';

const tokenOf = (row: TokenRow): ScriptToken => ({
  id: row.id,
  accountId: row.account_id,
  name: row.name,
  scopes: row.scopes,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  lastUsedAt: row.last_used_at,
});

/** The queries of the use cases on scripts' tokens, in the caller's transaction. */
export function scriptTokenQueries(sql: Sql): ScriptTokenStore {
  return {
    async insertScriptToken(token, hash) {
      await sql.query(
        `INSERT INTO script_token (id, account_id, name, scopes, created_at, expires_at, hash) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [token.id, token.accountId, token.name, token.scopes, token.createdAt, token.expiresAt, hash],
      );
    },
    async scriptToken(accountId, id) {
      const [row] = await sql.query<TokenRow>(`SELECT ${COLUMNS} FROM script_token WHERE id = $1 AND account_id = $2`, [
        id,
        accountId,
      ]);
      return row ? tokenOf(row) : null;
    },
    async liveScriptTokenIds(accountId, now) {
      const rows = await sql.query<{ id: string }>(
        `SELECT id FROM script_token WHERE account_id = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $2)`,
        [accountId, now],
      );
      return rows.map(({ id }) => id);
    },
    async revokeScriptTokens({ accountId, id }, at) {
      const rows = await sql.query<{ id: string }>(
        `UPDATE script_token SET revoked_at = $3
         WHERE account_id = $1 AND ($2::uuid IS NULL OR id = $2) AND revoked_at IS NULL RETURNING id`,
        [accountId, id ?? null, at],
      );
      return rows.map((row) => row.id);
    },
  };
}

/** The living tokens of several accounts, newest first. */
export async function readScriptTokens(sql: Sql, accountIds: readonly string[], now: Date): Promise<ScriptToken[]> {
  const rows = await sql.query<TokenRow>(
    `SELECT ${COLUMNS} FROM script_token
     WHERE account_id = ANY($1::uuid[]) AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $2)
     ORDER BY created_at DESC, id DESC`,
    [accountIds, now],
  );
  return rows.map(tokenOf);
}

/** The token behind a hash (base64url) while it and its owner are good, with what it may do now. Notes its use, to the minute. */
export async function readLiveScriptToken(database: Database, hash: string, now: Date): Promise<LiveScriptToken | null> {
  const [row] = await database.query<TokenRow & { role: Role }>(
    `SELECT ${COLUMNS.split(', ').map((column) => `script_token.${column}`).join(', ')}, role
     FROM script_token JOIN account ON account.id = script_token.account_id
     WHERE hash = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $2) AND active`,
    [Buffer.from(hash, 'base64url'), now],
  );
  if (!row) return null;
  if (!row.last_used_at || now.getTime() - row.last_used_at.getTime() >= LAST_USE_WRITTEN_EVERY) {
    await database.query(`UPDATE script_token SET last_used_at = greatest(last_used_at, $2) WHERE id = $1`, [row.id, now]);
  }
  return { id: row.id, userId: row.account_id, role: row.role, scopes: scopesOfToken(row.role, row.scopes), expiresAt: row.expires_at };
}
