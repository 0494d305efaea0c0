import type { Transaction } from '../database/database.js';
import type { RelayedChange } from './relay.js';

/**
 * Runs `apply` for a change that this database has not consumed yet; the record of it commits or rolls back with the
 * effect, so that a change delivered three times has one effect. Says whether it ran.
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
