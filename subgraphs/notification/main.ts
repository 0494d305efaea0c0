import { openDatabase } from '../../platform/database/open.js';
import type { SubgraphEnvironment } from '../../platform/subgraph/environment.js';
import { createSubgraph } from '../../platform/subgraph/subgraph.js';
import type { RunningSubgraph } from '../../platform/subgraph/transport.js';
import { notImplemented } from '../not-implemented.js';
import { composeNotification, SUBGRAPH } from './compose.js';
import type { NotificationConfig } from './config.js';
import { createNotificationContext } from './context.js';
import { resolvers } from './graphql/resolvers.js';
import { notificationMigrations } from './migrations/list.js';
import { startNotificationWorker } from './worker.js';

/** Migrates the database, and starts the schema and, unless that runs in a process of its own, the worker. */
export async function startNotificationSubgraph(
  environment: SubgraphEnvironment,
  config: NotificationConfig,
  { worker: withWorker }: { readonly worker: boolean } = { worker: true },
): Promise<RunningSubgraph> {
  const logger = environment.logger.child({ subgraph: SUBGRAPH });
  const database = await openDatabase({
    url: config.databaseUrl,
    setting: 'NOTIFICATION_DATABASE_URL',
    patience: environment.patience,
    migrations: notificationMigrations,
    migrate: environment.migrate,
    poolSize: config.poolSize,
    logger,
  });
  const halves = composeNotification({ ...environment, logger }, database, config);
  const { transport } = createSubgraph({
    name: SUBGRAPH,
    resolvers,
    notImplemented: notImplemented.notification,
    contextOf: (identity) => createNotificationContext(halves.parts, identity),
    logger,
  });
  const worker = withWorker ? await startNotificationWorker(halves.worker) : null;

  return {
    name: SUBGRAPH,
    transport,
    handle: () => Promise.resolve(null),
    async ready() {
      await Promise.all([database.ping(), environment.jobs.ping()]);
    },
    async stop() {
      await worker?.stop();
      await database.close();
    },
  };
}
