import type { Database, Sql } from '../platform/database/database.js';
import { auditLog, type AuditFault, type Seals } from '../subgraphs/user/domain/audit.js';
import { readKeptLogs } from '../subgraphs/user/store/security-log.js';

/** What a verification found. */
export interface AuditReport {
  readonly people: number;
  readonly rows: number;
  readonly faults: readonly (AuditFault & { readonly username: string | null })[];
}

const PEOPLE_AT_ONCE = 200;

/** Compares every security log with its checkpoints, as they stood at one moment, while others go on writing. */
export function verifySecurityLogs(database: Database, seals: Seals): Promise<AuditReport> {
  return database.transaction(async (tx) => {
    await tx.query(`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY`);
    let people = 0;
    let rows = 0;
    const faults: AuditFault[] = [];
    for (let after: string | null = null; ; ) {
      const logs = await readKeptLogs(tx, after, PEOPLE_AT_ONCE);
      for (const { accountId, events, checkpoints } of logs) {
        people += 1;
        rows += events.length;
        faults.push(...auditLog(accountId, { events, checkpoints, seals }));
      }
      after = logs.at(-1)?.accountId ?? null;
      if (after === null) return { people, rows, faults: await withNames(tx, faults) };
    }
  });
}

async function withNames(sql: Sql, faults: readonly AuditFault[]): Promise<AuditReport['faults']> {
  const ids = [...new Set(faults.map(({ accountId }) => accountId))];
  const rows = await sql.query<{ id: string; username: string }>(`SELECT id, username FROM account WHERE id = ANY($1::uuid[])`, [ids]);
  const names = new Map(rows.map(({ id, username }) => [id, username]));
  return faults.map((fault) => ({ ...fault, username: names.get(fault.accountId) ?? null }));
}

/** A fault in one line. */
export const faultLine = ({ kind, accountId, username, position, detail }: AuditReport['faults'][number]): string =>
  `${kind}  user ${accountId} (${username ?? 'no account any more'}), ${position === 0 ? 'whole log' : `row ${String(position)}`}: ${detail}`;
