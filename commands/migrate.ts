import { databaseSetting, DEFINITIONS, SUBGRAPHS, type SubgraphName } from '../parts.js';
import type { Env } from '../platform/config.js';
import { migrateDatabase } from '../platform/database/migrate.js';
import { createLogger } from '../platform/logger.js';
import { StartRefused } from '../platform/start-refused.js';

/**
 * Brings the database of every subgraph up to date whose address is set; gives a line for each. Beside starts, and more than
 * once, it does no harm.
 * @throws StartRefused when no address is set.
 */
export async function migrateAll(env: Env): Promise<string[]> {
  const targets = SUBGRAPHS.map((name) => ({ name, url: env[databaseSetting(name)] ?? '' })).filter(({ url }) => url !== '');
  if (targets.length === 0) throw new StartRefused(`Nothing to migrate: none of ${SUBGRAPHS.map(databaseSetting).join(', ')} is set.`);
  return Promise.all(targets.map(({ name, url }) => migrateOne(name, url)));
}

async function migrateOne(name: SubgraphName, url: string): Promise<string> {
  const migrations = await DEFINITIONS[name].migrations();
  const done = await migrateDatabase({ url, setting: databaseSetting(name), migrations, logger: createLogger('warn') }).catch((error: unknown) => {
    if (error instanceof StartRefused) throw error;
    throw new StartRefused(`The database of ${name} can't be migrated: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  });
  return done.length === 0 ? `${name}: up to date` : `${name}: ${done.join(', ')}`;
}
