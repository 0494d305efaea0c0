import type { Sql } from '../../../platform/database/database.js';
import type { Ids } from '../../../platform/ids.js';
import { NO_HASH } from '../domain/audit.js';
import type { ChainedEvent, Checkpoint, NewSecurityEvent, SecurityEvent, SecurityEventKind } from '../domain/security-event.js';
import type { AuditSeals } from '../security/seals.js';
import type { SecurityLogStore } from '../usecases/store.js';

interface EventRow {
  account_id: string;
  position: number;
  id: string;
  kind: SecurityEventKind;
  at: Date;
  ip_address: string | null;
  user_agent: string | null;
}

interface ChainedRow extends EventRow {
  previous_hash: Buffer;
  hash: Buffer;
}

interface CheckpointRow {
  account_id: string;
  position: number;
  hash: Buffer;
  signature: Buffer | null;
}

const COLUMNS = 'account_id, position, id, kind, at, ip_address, user_agent';

/** A row as the domain has it. */
const eventOf = (row: EventRow): SecurityEvent => ({
  accountId: row.account_id,
  position: row.position,
  id: row.id,
  kind: row.kind,
  at: row.at,
  ipAddress: row.ip_address,
  userAgent: row.user_agent,
});

/** Writes rows of the security log in the caller's transaction, one after the other for each account. */
export function securityLogQueries(sql: Sql, { ids, seals }: { ids: Ids; seals: AuditSeals }): SecurityLogStore {
  return {
    async logSecurity(...events) {
      for (const event of events) await append(sql, event, ids, seals);
    },
  };
}

/** The last checkpoint, and not the last row, says where the chain goes on: a log that was cut does not heal. */
async function append(sql: Sql, event: NewSecurityEvent, ids: Ids, seals: AuditSeals): Promise<void> {
  const { accountId } = event;
  await sql.query(`SELECT pg_advisory_xact_lock(hashtext('security log'), hashtext($1))`, [accountId]);
  const [last] = await sql.query<{ position: number; hash: Buffer }>(
    `SELECT position, hash FROM audit.checkpoint WHERE account_id = $1 ORDER BY position DESC LIMIT 1`,
    [accountId],
  );
  const previousHash = last?.hash ?? NO_HASH;
  const row = { ...event, id: ids.next(), position: (last?.position ?? 0) + 1 };
  const hash = seals.hashOf(row, previousHash);
  await sql.query(
    `WITH written AS (
       INSERT INTO security_event (${COLUMNS}, previous_hash, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       ON CONFLICT DO NOTHING
     )
     INSERT INTO audit.checkpoint (account_id, position, hash, signature) VALUES ($1, $2, $9, $10)`,
    [
      accountId,
      row.position,
      row.id,
      row.kind,
      row.at,
      row.ipAddress,
      row.userAgent,
      previousHash,
      hash,
      seals.sign({ accountId, position: row.position, hash }),
    ],
  );
}

/** One account's log, newest first, behind a position. */
export async function readSecurityLog(
  sql: Sql,
  accountId: string,
  { before, limit }: { before: number | null; limit: number },
): Promise<SecurityEvent[]> {
  const rows = await sql.query<EventRow>(
    `SELECT ${COLUMNS} FROM security_event
     WHERE account_id = $1 AND ($2::integer IS NULL OR position < $2) ORDER BY position DESC LIMIT $3`,
    [accountId, before, limit],
  );
  return rows.map(eventOf);
}

/** Everything that is kept of one account's log. */
export interface KeptLog {
  readonly accountId: string;
  readonly events: ChainedEvent[];
  readonly checkpoints: Checkpoint[];
}

/** The logs of the next accounts behind one, in order of account. Empty at the end. */
export async function readKeptLogs(sql: Sql, after: string | null, limit: number): Promise<KeptLog[]> {
  const accounts = await sql.query<{ id: string }>(
    `(SELECT DISTINCT account_id AS id FROM security_event WHERE account_id > $1 ORDER BY 1 LIMIT $2)
     UNION (SELECT DISTINCT account_id FROM audit.checkpoint WHERE account_id > $1 ORDER BY 1 LIMIT $2)
     UNION (SELECT id FROM account WHERE id > $1 AND id NOT IN (SELECT account_id FROM audit.older_account) ORDER BY 1 LIMIT $2)
     ORDER BY 1 LIMIT $2`,
    [after ?? '00000000-0000-0000-0000-000000000000', limit],
  );
  const ids = accounts.map(({ id }) => id);
  const events = await sql.query<ChainedRow>(
    `SELECT ${COLUMNS}, previous_hash, hash FROM security_event WHERE account_id = ANY($1::uuid[]) ORDER BY position`,
    [ids],
  );
  const checkpoints = await sql.query<CheckpointRow>(
    `SELECT account_id, position, hash, signature FROM audit.checkpoint WHERE account_id = ANY($1::uuid[]) ORDER BY position`,
    [ids],
  );
  return ids.map((accountId) => ({
    accountId,
    events: events
      .filter((row) => row.account_id === accountId)
      .map((row) => ({ ...eventOf(row), previousHash: row.previous_hash, hash: row.hash })),
    checkpoints: checkpoints
      .filter((row) => row.account_id === accountId)
      .map(({ position, hash, signature }) => ({ accountId, position, hash, signature })),
  }));
}
