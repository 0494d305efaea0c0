import type { Database } from '../../../platform/database/database.js';
import { KNOWN_DEVICE_LIFETIME, REFRESH_LIFETIME } from '../domain/session.js';
import { forgetSigningKeys } from './signing-keys.js';

/** Deletes what has ended so long ago that nobody can ask for it: expired tokens, sessions that can't be refreshed, keys of neither. */
export async function tidy(database: Database, now: Date): Promise<void> {
  await forgetSigningKeys(database, now);
  const longAgo = new Date(now.getTime() - REFRESH_LIFETIME);
  await database.query(`DELETE FROM mail_token WHERE expires_at < $1`, [now]);
  await database.query(`DELETE FROM refresh_token WHERE expires_at < $1`, [now]);
  await database.query(`DELETE FROM session WHERE last_used_at < $1`, [longAgo]);
  await database.query(`DELETE FROM script_token WHERE revoked_at < $1 OR expires_at < $1`, [longAgo]);
  await database.query(`DELETE FROM two_factor WHERE enabled_at IS NULL AND begun_at < $1`, [longAgo]);
  await database.query(`DELETE FROM known_device WHERE seen_at < $1`, [new Date(now.getTime() - KNOWN_DEVICE_LIFETIME)]);
}
