import type { Sql } from '../../../platform/database/database.js';
import type { TwoFactor } from '../domain/two-factor.js';
import type { TwoFactorStore } from '../usecases/store.js';

interface FactorRow {
  account_id: string;
  sealed_secret: Buffer;
  sealed_by: string;
  begun_at: Date;
  enabled_at: Date | null;
  enabled_by: string | null;
  enabled_with: number | null;
  last_step: number | null;
  tries: Date[];
}

const COLUMNS = 'account_id, sealed_secret, sealed_by, begun_at, enabled_at, enabled_by, enabled_with, last_step, tries';

const factorOf = (row: FactorRow): TwoFactor => ({
  accountId: row.account_id,
  secret: { by: row.sealed_by, bytes: row.sealed_secret },
  begunAt: row.begun_at,
  enabledAt: row.enabled_at,
  enabledBy: row.enabled_by,
  enabledWith: row.enabled_with,
  lastStep: row.last_step,
  tries: row.tries,
});

/** The queries on second factors, in the caller's transaction. */
export function twoFactorQueries(sql: Sql): TwoFactorStore {
  return {
    async twoFactor(accountId) {
      const [row] = await sql.query<FactorRow>(`SELECT ${COLUMNS} FROM two_factor WHERE account_id = $1 FOR UPDATE`, [accountId]);
      return row ? factorOf(row) : null;
    },
    async saveTwoFactor({ accountId, secret, ...factor }) {
      await sql.query(
        `INSERT INTO two_factor (${COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         ON CONFLICT (account_id) DO UPDATE SET sealed_secret = $2, sealed_by = $3, begun_at = $4, enabled_at = $5,
           enabled_by = $6, enabled_with = $7, last_step = $8, tries = $9`,
        [
          accountId,
          secret.bytes,
          secret.by,
          factor.begunAt,
          factor.enabledAt,
          factor.enabledBy,
          factor.enabledWith,
          factor.lastStep,
          factor.tries,
        ],
      );
    },
    async dropTwoFactor(accountId) {
      await sql.query(`DELETE FROM two_factor WHERE account_id = $1`, [accountId]);
    },
    async putRecoveryCodes(accountId, hashes) {
      await sql.query(`DELETE FROM recovery_code WHERE account_id = $1`, [accountId]);
      await sql.query(`INSERT INTO recovery_code (account_id, hash) SELECT $1, unnest($2::bytea[])`, [accountId, hashes]);
    },
    async useRecoveryCode(accountId, hash, at) {
      const rows = await sql.query(
        `UPDATE recovery_code SET used_at = $3 WHERE account_id = $1 AND hash = $2 AND used_at IS NULL RETURNING hash`,
        [accountId, hash, at],
      );
      return rows.length > 0;
    },
    async recoveryCodeWasUsed(accountId) {
      const rows = await sql.query(`SELECT 1 FROM recovery_code WHERE account_id = $1 AND used_at IS NOT NULL LIMIT 1`, [accountId]);
      return rows.length > 0;
    },
  };
}

/** Those of the accounts whose second factor is in effect. */
export async function readTwoFactorAccounts(sql: Sql, accountIds: readonly string[]): Promise<{ accountId: string }[]> {
  const rows = await sql.query<{ account_id: string }>(
    `SELECT account_id FROM two_factor WHERE account_id = ANY($1::uuid[]) AND enabled_at IS NOT NULL`,
    [accountIds],
  );
  return rows.map((row) => ({ accountId: row.account_id }));
}
