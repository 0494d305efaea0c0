import { randomBytes } from 'node:crypto';
import type { Sql } from '../../../platform/database/database.js';

/** A secret of 32 bytes by name, made by whoever asks first; every process reads the same. */
export async function secretOf(sql: Sql, name: string): Promise<Buffer> {
  await sql.query(`INSERT INTO secret (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING`, [name, randomBytes(32)]);
  const [row] = await sql.query<{ value: Buffer }>(`SELECT value FROM secret WHERE name = $1`, [name]);
  if (!row) throw new Error(`the secret ${name} is missing`);
  return row.value;
}
