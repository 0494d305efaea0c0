import type { Transaction } from '../database/database.js';
import type { RelayedChange } from './relay.js';

/**
 * Runs `apply` for a change that this database has not consumed yet; the record of it commits or rolls back with the
 * effect, so that a change delivered three times has one effect. Records are kept for good, as a relay may hand over again
 * what is days old. Says whether it ran.
 */
export async function consumeOnce(tx: Transaction, { change }: RelayedChange, apply: () => Promise<void>): Promise<boolean> {
  const first = await tx.query(
    `INSERT INTO consumed_change (change_id) VALUES ($1) ON CONFLICT DO NOTHING RETURNING change_id`,
    [change.id],
  );
  if (first.length === 0) return false;
  await apply();
  return true;
}

/**
 * Whether this change is the newest of its entity so far, and if so remembers it: for copies, which an older version,
 * delivered late, must not overwrite.
 */
export async function isNewest(tx: Transaction, { source, change }: RelayedChange): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO consumed_version (entity, version) VALUES ($1, $2)
     ON CONFLICT (entity) DO UPDATE SET version = excluded.version WHERE consumed_version.version < excluded.version
     RETURNING version`,
    [`${source}:${change.entity}`, change.entityVersion],
  );
  return rows.length > 0;
}

/**
 * Empties copies of what these subgraphs told, and the memory of their versions, so that their logs can be replayed into
 * nothing. Consumers wait until the end of the transaction, and what they bring then goes on from there.
 */
export async function forgetCopies(tx: Transaction, sources: readonly string[], tables: readonly string[]): Promise<void> {
  // In the order in which consumers take them.
  for (const table of ['consumed_version', ...tables]) await tx.query(`LOCK TABLE ${table} IN EXCLUSIVE MODE`);
  for (const table of [...tables].reverse()) await tx.query(`DELETE FROM ${table}`);
  await tx.query(`DELETE FROM consumed_version WHERE split_part(entity, ':', 1) = ANY($1)`, [sources]);
}
