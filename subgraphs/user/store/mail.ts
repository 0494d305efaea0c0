import type { Database, Sql } from '../../../platform/database/database.js';
import { keyOf } from '../domain/account.js';
import type { MailKind, MailToken, MailTokenPurpose, OwedMail } from '../domain/mail.js';
import type { MailBox } from '../mail/post-office.js';
import type { MailStore } from '../usecases/store.js';

interface TokenRow {
  purpose: MailTokenPurpose;
  account_id: string;
  email: string;
  expires_at: Date;
  used_at: Date | null;
}

interface OwedRow {
  id: string;
  kind: MailKind;
  account_id: string;
  email: string;
  created_at: Date;
}

/** The mail queries of the use cases, in the caller's transaction. */
export function mailQueries(sql: Sql): MailStore {
  return {
    async oweMail(mail, dueAt) {
      await sql.query(
        `INSERT INTO owed_mail (id, kind, account_id, email, created_at, due_at) VALUES ($1, $2, $3, $4, $5, $6)`,
        [mail.id, mail.kind, mail.accountId, mail.email, mail.createdAt, dueAt],
      );
    },
    async mailToken(hash, purpose) {
      const [row] = await sql.query<TokenRow>(
        `SELECT purpose, account_id, email, expires_at, used_at FROM mail_token WHERE hash = $1 AND purpose = $2`,
        [hash, purpose],
      );
      return row ? tokenOf(row) : null;
    },
    async useMailToken(hash, at) {
      const rows = await sql.query(
        `UPDATE mail_token SET used_at = $2 WHERE hash = $1 AND used_at IS NULL AND expires_at > $2 RETURNING hash`,
        [hash, at],
      );
      return rows.length > 0;
    },
    async dropTokensOfAccount(accountId, purpose) {
      await sql.query(`DELETE FROM mail_token WHERE account_id = $1 AND purpose = $2 AND used_at IS NULL`, [accountId, purpose]);
    },
    async dropTokensOfEmail(email) {
      await sql.query(`DELETE FROM mail_token WHERE email_key = $1 AND purpose = 'VERIFY_EMAIL' AND used_at IS NULL`, [
        keyOf(email),
      ]);
    },
  };
}

/** What the post office keeps: each call is a transaction of its own. */
export function createMailBox(database: Database): MailBox {
  return {
    async claimDue(now, until, limit) {
      const rows = await database.query<OwedRow>(
        `UPDATE owed_mail SET due_at = $2, attempts = attempts + 1
         WHERE id IN (SELECT id FROM owed_mail WHERE due_at <= $1 ORDER BY due_at LIMIT $3 FOR UPDATE SKIP LOCKED)
         RETURNING id, kind, account_id, email, created_at`,
        [now, until, limit],
      );
      return rows.map(owedOf);
    },
    async keepToken(hash, token, issuedAt) {
      await database.query(
        `INSERT INTO mail_token (hash, purpose, account_id, email, email_key, issued_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [hash, token.purpose, token.accountId, token.email, keyOf(token.email), issuedAt, token.expiresAt],
      );
    },
    async settle(id) {
      await database.query(`DELETE FROM owed_mail WHERE id = $1`, [id]);
    },
  };
}

const tokenOf = (row: TokenRow): MailToken => ({
  purpose: row.purpose,
  accountId: row.account_id,
  email: row.email,
  expiresAt: row.expires_at,
  usedAt: row.used_at,
});

const owedOf = (row: OwedRow): OwedMail => ({
  id: row.id,
  kind: row.kind,
  accountId: row.account_id,
  email: row.email,
  createdAt: row.created_at,
});
