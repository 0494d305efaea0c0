import { createChangeLog } from '../../platform/change-log/postgres.js';
import { openDatabase } from '../../platform/database/open.js';
import type { SubgraphEnvironment } from '../../platform/subgraph/environment.js';
import type { BookingConfig } from './config.js';
import { createCore, NAME } from './core.js';
import { bookingMigrations } from './migrations/list.js';
import type { Rebuilt } from './usecases/rebuild-copies.js';

/** Rebuilds the copies of what the event subgraph owns, which has to run; beside a subgraph that runs, or without one. */
export async function rebuildBookingCopies(environment: SubgraphEnvironment, config: BookingConfig): Promise<Rebuilt> {
  const { ids, pubsub } = environment;
  const logger = environment.logger.child({ subgraph: NAME });
  const database = await openDatabase({ url: config.databaseUrl, poolSize: 2, migrations: bookingMigrations, logger });
  try {
    const log = createChangeLog({ subgraph: NAME, database, ids, pubsub });
    return await createCore(environment, database, log).rebuildCopies();
  } finally {
    await database.close();
  }
}
