import type { Database, Sql, Transaction } from '../../../platform/database/database.js';
import { keysToForget } from '../domain/signing-key.js';
import type { StoredSigningKey } from '../security/access-tokens.js';

interface KeyRow {
  kid: string;
  private_jwk: StoredSigningKey['privateJwk'];
  public_jwk: StoredSigningKey['publicJwk'];
  created_at: Date;
}

/** Makes a key, outside of any row. */
type MakeKey = () => Promise<StoredSigningKey>;

/** All keys that verify, newest first; a key that is no longer here verifies nothing. */
export async function readSigningKeys(sql: Sql): Promise<StoredSigningKey[]> {
  const rows = await sql.query<KeyRow>(
    `SELECT kid, private_jwk, public_jwk, created_at FROM signing_key ORDER BY created_at DESC, kid`,
  );
  return rows.map((row) => ({
    kid: row.kid,
    privateJwk: row.private_jwk,
    publicJwk: row.public_jwk,
    createdAt: row.created_at,
  }));
}

/** Makes the first key where there is none; of several processes that start at once, one makes it. */
export async function ensureSigningKey(database: Database, make: MakeKey): Promise<void> {
  await database.transaction(async (tx) => {
    await lockKeys(tx);
    if ((await readSigningKeys(tx)).length === 0) await insertKey(tx, await make());
  });
}

/** Adds a key, which signs once it was published for a minute. What the older ones signed is good until it expires. */
export async function addSigningKey(database: Database, make: MakeKey): Promise<StoredSigningKey> {
  return database.transaction(async (tx) => {
    await lockKeys(tx);
    const key = await make();
    await insertKey(tx, key);
    return key;
  });
}

/** Removes a key at once, and with it all that it signed. Never leaves none: `made` then takes its place. Null: it is unknown. */
export async function removeSigningKey(database: Database, kid: string, make: MakeKey): Promise<{ made: StoredSigningKey | null } | null> {
  return database.transaction(async (tx) => {
    await lockKeys(tx);
    const removed = await tx.query(`DELETE FROM signing_key WHERE kid = $1 RETURNING kid`, [kid]);
    if (removed.length === 0) return null;
    if ((await readSigningKeys(tx)).length > 0) return { made: null };
    const made = await make();
    await insertKey(tx, made);
    return { made };
  });
}

/** Forgets keys that nothing needs any more. */
export async function forgetSigningKeys(database: Database, now: Date): Promise<void> {
  await database.transaction(async (tx) => {
    await lockKeys(tx);
    const over = keysToForget(await readSigningKeys(tx), now).map(({ kid }) => kid);
    await tx.query(`DELETE FROM signing_key WHERE kid = ANY($1)`, [over]);
  });
}

async function lockKeys(tx: Transaction): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtext('convene signing key'))`);
}

async function insertKey(tx: Transaction, key: StoredSigningKey): Promise<void> {
  await tx.query(`INSERT INTO signing_key (kid, private_jwk, public_jwk, created_at) VALUES ($1, $2, $3, $4)`, [
    key.kid,
    JSON.stringify(key.privateJwk),
    JSON.stringify(key.publicJwk),
    key.createdAt,
  ]);
}
