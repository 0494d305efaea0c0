import { createHmac } from 'node:crypto';
import type { ChangeLog } from '../../platform/change-log/change-log.js';
import { startRaisingFloors } from '../../platform/change-log/floors.js';
import { createChangeLog } from '../../platform/change-log/postgres.js';
import { startRelay } from '../../platform/change-log/relay.js';
import type { Database, Transaction } from '../../platform/database/database.js';
import { openDatabase } from '../../platform/database/open.js';
import { startPeriodic } from '../../platform/periodic.js';
import type { SubgraphEnvironment } from '../../platform/subgraph/environment.js';
import { createSubgraph } from '../../platform/subgraph/subgraph.js';
import type { RunningSubgraph } from '../../platform/subgraph/transport.js';
import { notImplemented } from '../not-implemented.js';
import type { EventConfig } from './config.js';
import { createContext, type EventServices } from './context.js';
import { resolvers } from './graphql/resolvers.js';
import { consumeBookingChanges } from './messaging/booking-changed.js';
import { migrations } from './migrations/list.js';
import { createReads } from './store/reads.js';
import { secretOf } from './store/secrets.js';
import { forgetRequests } from './store/tidy.js';
import { createInWork } from './store/work.js';
import { createAccounts } from './usecases/accounts.js';
import { answerFeed } from './usecases/feed.js';
import { randomTokens } from './usecases/tokens.js';

const NAME = 'event';
/** Keys of requests are known this long. */
const KEYS_KEPT = 30 * 86_400_000;
const FORGET_EVERY = 3_600_000;

/** Starts calendars and events over the database of the settings. */
export async function startEventSubgraph(environment: SubgraphEnvironment, config: EventConfig): Promise<RunningSubgraph> {
  const logger = environment.logger.child({ subgraph: NAME });
  const database = await openDatabase({
    url: config.databaseUrl,
    setting: 'EVENT_DATABASE_URL',
    patience: environment.patience,
    migrations,
    migrate: environment.migrate,
    poolSize: config.poolSize,
    logger,
  });
  try {
    return await run({ ...environment, logger }, config, database);
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function run(environment: SubgraphEnvironment, config: EventConfig, database: Database): Promise<RunningSubgraph> {
  const { ids, pubsub, jobs, logger } = environment;
  const log = createChangeLog({ subgraph: NAME, database, ids, pubsub });
  const services = await servicesOf(environment, config, database, log);
  const { transport } = createSubgraph({
    name: NAME,
    resolvers,
    notImplemented: notImplemented.event,
    contextOf: (identity) => createContext(services, identity),
    logger,
  });
  const background = await startBackground(environment, database, log);
  return {
    name: NAME,
    transport,
    handle: (request) => answerFeed(services, request),
    async ready() {
      await Promise.all([database.ping(), jobs.ping()]);
    },
    async stop() {
      await background.stop();
      await database.close();
    },
  };
}

async function servicesOf(
  { ids, pubsub, clock, client, logger }: SubgraphEnvironment,
  config: EventConfig,
  database: Database,
  log: ChangeLog<Transaction>,
): Promise<EventServices> {
  const busySecret = await secretOf(database, 'busy-ids');
  return {
    reads: createReads(database),
    inWork: createInWork(database, log),
    log,
    source: { subgraph: NAME, log, pubsub },
    accounts: createAccounts({ client, clock, logger }),
    clock,
    ids,
    tokens: randomTokens,
    publicUrl: config.publicUrl,
    busyIdOf: (viewer, occurrenceId) =>
      createHmac('sha256', busySecret).update(`${viewer ?? ''}|${occurrenceId}`).digest('base64url'),
  };
}

/** What runs beside requests: changes on their way out, bookings on their way in, and the log's floor. */
async function startBackground(
  { clock, jobs, pubsub, logger }: SubgraphEnvironment,
  database: Database,
  log: ChangeLog<Transaction>,
): Promise<{ stop(): Promise<void> }> {
  const relay = await startRelay({ source: NAME, consumers: ['booking', 'notification'], log, jobs, pubsub, logger });
  const bookings = await jobs.work(`${NAME}-changes`, [consumeBookingChanges(database)]);
  const floors = startRaisingFloors(log, clock, logger);
  const forgetting = startPeriodic(
    'forgetting of keys',
    FORGET_EVERY,
    () => forgetRequests(database, new Date(clock.now().getTime() - KEYS_KEPT)),
    logger,
  );
  return {
    async stop() {
      await Promise.all([relay.stop(), bookings.stop(), floors.stop(), forgetting.stop()]);
    },
  };
}
