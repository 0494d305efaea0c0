import { randomBytes } from 'node:crypto';
import type { Database } from '../../../platform/database/database.js';
import { SEALING_KEY_BYTES } from '../security/sealer.js';

/**
 * The keys to seal with: those of the settings, and behind them the database's own, which is made where the settings have
 * none. So what it sealed can still be opened once the settings have a key.
 */
export async function readSealingKeys(database: Database, given: readonly Buffer[], now: Date): Promise<[Buffer, ...Buffer[]]> {
  const own = await database.transaction(async (tx) => {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext('convene sealing key'))`);
    const rows = await tx.query<{ key: Buffer }>(`SELECT key FROM sealing_key ORDER BY created_at DESC, kid`);
    if (rows.length > 0 || given.length > 0) return rows.map(({ key }) => key);
    const key = randomBytes(SEALING_KEY_BYTES);
    await tx.query(`INSERT INTO sealing_key (kid, key, created_at) VALUES ('own', $1, $2)`, [key, now]);
    return [key];
  });
  return [...given, ...own] as [Buffer, ...Buffer[]];
}
