import type { Sql } from '../../../platform/database/database.js';
import { keyOf, type Account, type AccountWithPassword, type Role } from '../domain/account.js';
import type { AccountStore, LoginLookup } from '../usecases/store.js';

interface AccountRow {
  id: string;
  username: string;
  full_name: string;
  avatar_url: string | null;
  email: string | null;
  email_verified: boolean;
  role: Role;
  active: boolean;
  time_zone: string;
  locale: string;
  created_at: Date;
  last_login_at: Date | null;
  version: number;
  password_hash: string;
}

const COLUMNS = `id, username, full_name, avatar_url, email, email_verified, role, active, time_zone, locale, created_at,
  last_login_at, version`;
const WITH_PASSWORD = `${COLUMNS}, password_hash`;

/** A row without its password as the domain has it. */
export const accountOf = (row: Omit<AccountRow, 'password_hash'>): Account => ({
  id: row.id,
  username: row.username,
  fullName: row.full_name,
  avatarUrl: row.avatar_url,
  email: row.email,
  emailVerified: row.email_verified,
  role: row.role,
  active: row.active,
  timeZone: row.time_zone,
  locale: row.locale,
  createdAt: row.created_at,
  lastLoginAt: row.last_login_at,
  version: row.version,
});

const withPasswordOf = (row: AccountRow | undefined): AccountWithPassword | null =>
  row ? { passwordHash: row.password_hash, ...accountOf(row) } : null;

/** The account queries of the use cases, in the caller's transaction. */
export function accountQueries(sql: Sql): AccountStore & LoginLookup {
  const all = async (where: string, parameters: readonly unknown[]): Promise<Account[]> =>
    (await sql.query<AccountRow>(`SELECT ${COLUMNS} FROM account WHERE ${where}`, parameters)).map(accountOf);
  const one = async (where: string, parameters: readonly unknown[]): Promise<AccountWithPassword | null> =>
    withPasswordOf((await sql.query<AccountRow>(`SELECT ${WITH_PASSWORD} FROM account WHERE ${where}`, parameters))[0]);

  return {
    insertAccount: (account, registeredBy) => insertAccount(sql, account, registeredBy),
    accountRegisteredBy: (username, registeredBy, since) =>
      one('username_key = $1 AND registered_by = $2 AND created_at > $3', [keyOf(username), registeredBy, since]),
    account: async (id) => (await all('id = $1', [id]))[0] ?? null,
    lockAccount: (id) => one('id = $1 FOR UPDATE', [id]),
    async lockClaimants(email) {
      // The address itself first: of two accounts that both move to it, neither has a row with it yet.
      await sql.query(`SELECT pg_advisory_xact_lock(hashtext('address'), hashtext($1))`, [keyOf(email)]);
      return all('email_key = $1 ORDER BY id FOR UPDATE', [keyOf(email)]);
    },
    lockAdministrators: () => all(`role = 'ADMIN' AND active ORDER BY id FOR UPDATE`, []),
    accountOfVerifiedEmail: async (email) => (await all('email_key = $1 AND email_verified', [keyOf(email)]))[0] ?? null,
    accountToSignIn: (identifier, marks) => accountToSignIn(sql, identifier, marks),
    accountByEmail: (email) => one(OF_EMAIL, [keyOf(email)]),
    saveAccount: (account) => saveAccount(sql, account),
    async lockStart() {
      await sql.query(`SELECT pg_advisory_xact_lock(hashtext('convene administrator'))`);
    },
    async savePassword(accountId, passwordHash) {
      await sql.query(`UPDATE account SET password_hash = $2 WHERE id = $1`, [accountId, passwordHash]);
    },
  };
}

const OF_USERNAME = 'username_key = $1';
const OF_EMAIL = 'email_key = $1 ORDER BY email_verified DESC, created_at, id LIMIT 1';
const NOBODY = '00000000-0000-0000-0000-000000000000';

async function accountToSignIn(sql: Sql, identifier: string, marks: readonly Buffer[]): ReturnType<LoginLookup['accountToSignIn']> {
  const [row] = await sql.query<AccountRow & { known: Buffer[] }>(
    `SELECT found.*, ARRAY(SELECT hash FROM known_device WHERE account_id = coalesce(found.id, $3) AND hash = ANY($2::bytea[])) AS known
     FROM (VALUES (1)) AS always LEFT JOIN (SELECT ${WITH_PASSWORD} FROM account WHERE ${identifier.includes('@') ? OF_EMAIL : OF_USERNAME}) AS found ON true`,
    [keyOf(identifier), marks, NOBODY],
  );
  return { account: row?.id ? withPasswordOf(row) : null, known: row?.known ?? [] };
}

async function insertAccount(sql: Sql, account: AccountWithPassword, registeredBy: Buffer | null): Promise<boolean> {
  const inserted = await sql.query(
    `INSERT INTO account (${WITH_PASSWORD}, username_key, email_key, registered_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
     ON CONFLICT ON CONSTRAINT account_username DO NOTHING RETURNING id`,
    [
      account.id,
      account.username,
      account.fullName,
      account.avatarUrl,
      account.email,
      account.emailVerified,
      account.role,
      account.active,
      account.timeZone,
      account.locale,
      account.createdAt,
      account.lastLoginAt,
      account.version,
      account.passwordHash,
      keyOf(account.username),
      account.email === null ? null : keyOf(account.email),
      registeredBy,
    ],
  );
  return inserted.length > 0;
}

async function saveAccount(sql: Sql, account: Account): Promise<void> {
  await sql.query(
    `UPDATE account SET full_name = $2, avatar_url = $3, email = $4, email_key = $5, email_verified = $6, role = $7,
       active = $8, time_zone = $9, locale = $10, last_login_at = $11, version = $12
     WHERE id = $1`,
    [
      account.id,
      account.fullName,
      account.avatarUrl,
      account.email,
      account.email === null ? null : keyOf(account.email),
      account.emailVerified,
      account.role,
      account.active,
      account.timeZone,
      account.locale,
      account.lastLoginAt,
      account.version,
    ],
  );
}
