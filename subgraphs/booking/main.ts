import { createChangeLog } from '../../platform/change-log/postgres.js';
import { startRaisingFloors } from '../../platform/change-log/floors.js';
import { startRelay } from '../../platform/change-log/relay.js';
import { openDatabase } from '../../platform/database/open.js';
import { readKeys } from '../../platform/database/own-key.js';
import type { SubgraphEnvironment } from '../../platform/subgraph/environment.js';
import { createSubgraph } from '../../platform/subgraph/subgraph.js';
import type { RunningSubgraph } from '../../platform/subgraph/transport.js';
import { notImplemented } from '../not-implemented.js';
import type { BookingConfig } from './config.js';
import { createContextOf } from './context.js';
import { createCore, NAME } from './core.js';
import { resolvers } from './graphql/resolvers.js';
import { endOfHold, endOfHoldHandler, startSweep } from './messaging/booking-holds.js';
import { changeHandler } from './messaging/event-changes.js';
import { rebuildCopiesHandler } from './messaging/rebuild-copies.js';
import { bookingMigrations } from './migrations/list.js';
import { createTicketCodes } from './security/ticket-codes.js';
import { answerStore } from './store/answers.js';
import { seatStore } from './store/seats.js';

/** Starts the booking subgraph: database, use cases, schema, then what works in the background. */
export async function startBookingSubgraph(environment: SubgraphEnvironment, config: BookingConfig): Promise<RunningSubgraph> {
  const { clock, ids, jobs, pubsub } = environment;
  const logger = environment.logger.child({ subgraph: NAME });
  const database = await openDatabase({
    url: config.databaseUrl,
    setting: 'BOOKING_DATABASE_URL',
    patience: environment.patience,
    migrations: bookingMigrations,
    migrate: environment.migrate,
    poolSize: config.poolSize,
    logger,
  });
  const log = createChangeLog({ subgraph: NAME, database, ids, pubsub });
  const core = createCore(environment, database, log);
  const ticketCodes = createTicketCodes(await readKeys(database, 'ticket_key', config.ticketKeys, clock.now()));
  const subgraph = createSubgraph({
    name: NAME,
    resolvers,
    notImplemented: notImplemented.booking,
    contextOf: createContextOf(database, clock, core.useCases, ticketCodes),
    logger,
  });
  const relay = await startRelay({ source: NAME, consumers: ['notification', 'event'], log, jobs, pubsub, logger });
  const changes = await jobs.work('booking-changes', [
    changeHandler(core.applyEvent, core.applyCalendar),
    rebuildCopiesHandler(core.rebuildCopies, logger),
  ]);
  const holds = await jobs.work(endOfHold.queue, [endOfHoldHandler(core.settle)]);
  const sweep = startSweep({ database, clock, seats: seatStore, answers: answerStore, settle: core.settle, logger });
  const floors = startRaisingFloors(log, clock, logger);

  return {
    name: NAME,
    transport: subgraph.transport,
    handle: () => Promise.resolve(null),
    ready: () => database.ping(),
    async stop() {
      await Promise.all([floors.stop(), sweep.stop(), holds.stop(), changes.stop(), relay.stop()]);
      await database.close();
    },
  };
}
