import type { Sql } from '../../../platform/database/database.js';
import type { Key } from '../../../platform/graphql/connection.js';
import { keyOf, type Account, type Role } from '../domain/account.js';
import { isId } from '../domain/ids.js';
import { REFRESH_LIFETIME, type AccountSession } from '../domain/session.js';
import type { ScriptToken } from '../domain/script-token.js';
import type { SecurityEvent } from '../domain/security-event.js';
import { accountOf } from './accounts.js';
import { readScriptTokens } from './script-tokens.js';
import { readSecurityLog } from './security-log.js';
import { SESSION_COLUMNS, sessionOf, type SessionRow } from './sessions.js';
import { readTwoFactorAccounts } from './two-factor.js';

/** Which accounts to list, newest first. */
export interface AccountFilter {
  readonly search: string | null;
  readonly role: Role | null;
  /** Values of `accountSortKey` behind which to go on. */
  readonly after: Key | null;
  readonly limit: number;
}

/** The sessions of one account that live. */
export interface SessionsOfAccount {
  readonly accountId: string;
  readonly sessions: readonly AccountSession[];
}

/** The tokens of one account's scripts that live. */
export interface ScriptTokensOfAccount {
  readonly accountId: string;
  readonly tokens: readonly ScriptToken[];
}

/**
 * Reading without deciding. What is handed out is the whole account: `viewOf` must come between it and any answer.
 */
export interface Directory {
  accountsByIds(ids: readonly string[]): Promise<Account[]>;
  accountByUsername(username: string): Promise<Account | null>;
  accounts(filter: AccountFilter): Promise<Account[]>;
  sessionsOfAccounts(accountIds: readonly string[], now: Date): Promise<SessionsOfAccount[]>;
  /** Those of the accounts whose second factor is in effect. */
  twoFactorAccounts(accountIds: readonly string[]): Promise<{ accountId: string }[]>;
  scriptTokensOfAccounts(accountIds: readonly string[], now: Date): Promise<ScriptTokensOfAccount[]>;
  /** One account's security log, newest first, before a position. */
  securityEvents(accountId: string, page: { before: number | null; limit: number }): Promise<SecurityEvent[]>;
}

/** What the list of accounts is sorted by. */
export const accountSortKey = (account: Account): Key => [account.createdAt.toISOString(), account.id];

type AccountRow = Parameters<typeof accountOf>[0];

/** Queries that resolvers use directly. */
export function createDirectory(sql: Sql): Directory {
  const accountsWhere = async (rest: string, parameters: readonly unknown[]): Promise<Account[]> =>
    (await sql.query<AccountRow>(`SELECT * FROM account ${rest}`, parameters)).map(accountOf);

  return {
    accountsByIds: (ids) => accountsWhere('WHERE id = ANY($1::uuid[])', [ids.filter(isId)]),
    async accountByUsername(username) {
      if (username.includes('\u0000')) return null;
      return (await accountsWhere('WHERE username_key = $1', [keyOf(username)]))[0] ?? null;
    },
    accounts: ({ search, role, after, limit }) =>
      accountsWhere(
        `WHERE ($1::text IS NULL OR username_key LIKE $1 OR lower(full_name) LIKE $1 OR email_key LIKE $1)
           AND ($2::text IS NULL OR role = $2)
           AND ($3::timestamptz IS NULL OR (created_at, id) < ($3::timestamptz, $4::uuid))
         ORDER BY created_at DESC, id DESC LIMIT $5`,
        [search === null ? null : containing(search), role, after?.[0] ?? null, after?.[1] ?? null, limit],
      ),
    async sessionsOfAccounts(accountIds, now) {
      const rows = await sql.query<SessionRow>(
        `SELECT ${SESSION_COLUMNS} FROM session
         WHERE account_id = ANY($1::uuid[]) AND ended_at IS NULL AND last_used_at > $2 ORDER BY last_used_at DESC, id DESC`,
        [accountIds, new Date(now.getTime() - REFRESH_LIFETIME)],
      );
      const sessions = rows.map(sessionOf);
      return accountIds.map((accountId) => ({
        accountId,
        sessions: sessions.filter((session) => session.accountId === accountId),
      }));
    },
    securityEvents: (accountId, page) => readSecurityLog(sql, accountId, page),
    twoFactorAccounts: (accountIds) => readTwoFactorAccounts(sql, accountIds),
    async scriptTokensOfAccounts(accountIds, now) {
      const tokens = await readScriptTokens(sql, accountIds, now);
      return accountIds.map((accountId) => ({ accountId, tokens: tokens.filter((token) => token.accountId === accountId) }));
    },
  };
}

const containing = (search: string): string =>
  `%${keyOf(search).replaceAll('\u0000', '').replace(/[\\%_]/g, (character) => `\\${character}`)}%`;
