import type { Database } from '../../../platform/database/database.js';
import type { StoredSigningKey } from '../security/access-tokens.js';

interface KeyRow {
  kid: string;
  private_jwk: StoredSigningKey['privateJwk'];
  public_jwk: StoredSigningKey['publicJwk'];
  created_at: Date;
}

/** All keys that verify; a key that is no longer here verifies nothing. */
export async function readSigningKeys(database: Database): Promise<StoredSigningKey[]> {
  const rows = await database.query<KeyRow>(`SELECT kid, private_jwk, public_jwk, created_at FROM signing_key`);
  return rows.map((row) => ({
    kid: row.kid,
    privateJwk: row.private_jwk,
    publicJwk: row.public_jwk,
    createdAt: row.created_at,
  }));
}

/** Makes the first key where there is none; of several processes that start at once, one makes it. */
export async function ensureSigningKey(database: Database, make: () => Promise<StoredSigningKey>): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext('convene signing key'))`);
    const [found] = await tx.query(`SELECT 1 FROM signing_key LIMIT 1`);
    if (found) return;
    const key = await make();
    await tx.query(`INSERT INTO signing_key (kid, private_jwk, public_jwk, created_at) VALUES ($1, $2, $3, $4)`, [
      key.kid,
      JSON.stringify(key.privateJwk),
      JSON.stringify(key.publicJwk),
      key.createdAt,
    ]);
  });
}
