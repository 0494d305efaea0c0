import { randomBytes } from 'node:crypto';
import { KEY_BYTES } from '../config.js';
import type { Database } from './database.js';

/**
 * The keys of the settings, and behind them the database's own out of `table` (`kid, key, created_at`), which is made
 * where the settings have none. So what was made by it still holds once the settings have a key.
 */
export async function readKeys(database: Database, table: string, given: readonly Buffer[], now: Date): Promise<[Buffer, ...Buffer[]]> {
  const own = await database.transaction(async (tx) => {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext($1))`, [`convene ${table}`]);
    const rows = await tx.query<{ key: Buffer }>(`SELECT key FROM ${table} ORDER BY created_at DESC, kid`);
    if (rows.length > 0 || given.length > 0) return rows.map(({ key }) => key);
    const key = randomBytes(KEY_BYTES);
    await tx.query(`INSERT INTO ${table} (kid, key, created_at) VALUES ('own', $1, $2)`, [key, now]);
    return [key];
  });
  return [...given, ...own] as [Buffer, ...Buffer[]];
}
