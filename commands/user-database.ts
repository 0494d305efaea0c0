import { readProcessConfig } from '../config.js';
import type { Env } from '../platform/config.js';
import type { Database } from '../platform/database/database.js';
import { openDatabase } from '../platform/database/open.js';
import { reachEmbeddedPostgres } from '../platform/embedded/reach.js';
import { silentLogger } from '../platform/logger.js';

const POOL_SIZE = 2;

/**
 * Does something with the database of accounts, beside whatever runs: that of `USER_DATABASE_URL`, else the one in
 * `DATA_DIR`, whether or not Convene runs there.
 * @throws ConfigError; StartRefused where there is none.
 */
export async function withUserDatabase<T>(env: Env, work: (database: Database) => Promise<T>): Promise<T> {
  const given = env['USER_DATABASE_URL'];
  if (given !== undefined && given !== '') return withDatabase(given, 'USER_DATABASE_URL', work);
  const postgres = await reachEmbeddedPostgres({ directory: readProcessConfig(env).dataDir, logger: silentLogger() });
  try {
    return await withDatabase(postgres.url('user'), undefined, work);
  } finally {
    await postgres.stop();
  }
}

/** Whoever sits before a command is told at once. */
async function withDatabase<T>(url: string, setting: string | undefined, work: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase({ url, setting, patience: 0, migrations: [], migrate: false, poolSize: POOL_SIZE, logger: silentLogger() });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
