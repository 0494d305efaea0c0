import type { Sql } from '../../../platform/database/database.js';
import type { KnownDeviceStore } from '../usecases/store.js';

/** Remembers devices in the caller's transaction. */
export function knownDeviceQueries(sql: Sql): KnownDeviceStore {
  return {
    async rememberDevice(accountId, hashes, at) {
      await sql.query(
        `INSERT INTO known_device (account_id, hash, seen_at) SELECT $1, hash, $3 FROM unnest($2::bytea[]) AS hash ORDER BY hash
         ON CONFLICT (account_id, hash) DO UPDATE SET seen_at = EXCLUDED.seen_at`,
        [accountId, hashes, at],
      );
    },
  };
}
