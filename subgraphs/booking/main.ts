import { createChangeLog } from '../../platform/change-log/postgres.js';
import { startRelay } from '../../platform/change-log/relay.js';
import { streamChanges, type StreamSource } from '../../platform/change-log/stream.js';
import { encodeCursor } from '../../platform/change-log/cursor.js';
import type { Database, Transaction } from '../../platform/database/database.js';
import type { ChangeLog } from '../../platform/change-log/change-log.js';
import { openDatabase } from '../../platform/database/open.js';
import type { SubgraphEnvironment } from '../../platform/subgraph/environment.js';
import { createSubgraph } from '../../platform/subgraph/subgraph.js';
import type { RunningSubgraph } from '../../platform/subgraph/transport.js';
import { notImplemented } from '../not-implemented.js';
import type { BookingConfig } from './config.js';
import { createContextOf } from './context.js';
import { asOf } from './domain/booking.js';
import { bookingResolvers } from './graphql/resolvers.js';
import { createAskEvent, createAskOccurrences } from './messaging/ask-event.js';
import { createSetAlarms, endOfHold, endOfHoldHandler, startSweep } from './messaging/booking-holds.js';
import { changeHandler } from './messaging/event-changes.js';
import { bookingMigrations } from './migrations/list.js';
import { answerStore } from './store/answers.js';
import { listBookings } from './store/booking-reads.js';
import { bookingStore } from './store/bookings.js';
import { copyKeeping } from './store/copy-keeping.js';
import { copyStore } from './store/copies.js';
import { seatStore } from './store/seats.js';
import { viewStore } from './store/views.js';
import { bookingsTopic, createAnnounce } from './usecases/announce.js';
import { createApplyCalendarChange, createApplyEventChange } from './usecases/apply-event-change.js';
import { createCancelBooking } from './usecases/cancel-booking.js';
import { createConfirmBooking } from './usecases/confirm-booking.js';
import { createRenewHold } from './usecases/renew-hold.js';
import { createKeepFacts, createSeeOccurrence } from './usecases/see-occurrence.js';
import { createSettle } from './usecases/settle.js';
import { createTakeSeats } from './usecases/take-seats.js';
import { createViewOccurrences } from './usecases/view-occurrences.js';
import { createWatchAvailability } from './usecases/watch-availability.js';
import type { UseCases } from './use-cases.js';

const NAME = 'booking';

/** Starts the booking subgraph: database, use cases, schema, then what works in the background. */
export async function startBookingSubgraph(environment: SubgraphEnvironment, config: BookingConfig): Promise<RunningSubgraph> {
  const { clock, ids, jobs, pubsub } = environment;
  const logger = environment.logger.child({ subgraph: NAME });
  const database = await openDatabase({ url: config.databaseUrl, poolSize: config.poolSize, migrations: bookingMigrations, logger });
  const log = createChangeLog({ subgraph: NAME, database, ids, pubsub });
  const core = createCore(environment, database, log);
  const subgraph = createSubgraph({
    name: NAME,
    resolvers: bookingResolvers,
    notImplemented: notImplemented.booking,
    contextOf: createContextOf(database, clock, core.useCases),
    logger,
  });
  const relay = await startRelay({ source: NAME, consumers: ['notification', 'event'], log, jobs, pubsub, logger });
  const changes = await jobs.work('booking-changes', [changeHandler(core.applyEvent, core.applyCalendar)]);
  const holds = await jobs.work(endOfHold.queue, [endOfHoldHandler(core.settle)]);
  const sweep = startSweep({ database, clock, seats: seatStore, settle: core.settle, logger });

  return {
    name: NAME,
    transport: subgraph.transport,
    handle: () => Promise.resolve(null),
    ready: () => database.ping(),
    async stop() {
      await Promise.all([sweep.stop(), holds.stop(), changes.stop(), relay.stop()]);
      await database.close();
    },
  };
}

/** The use cases, put together from the stores. */
function createCore(environment: SubgraphEnvironment, database: Database, log: ChangeLog<Transaction>) {
  const { clock, ids, jobs, pubsub, client, logger } = environment;
  const announce = createAnnounce({ log, pubsub, setAlarms: createSetAlarms(jobs), logger });
  const stores = { seats: seatStore, bookings: bookingStore, copies: copyStore, answers: answerStore };
  const base = { ...stores, database, clock, ids, announce };
  const settle = createSettle(base);
  const ask = createAskOccurrences(client);
  const keep = createKeepFacts({ database, copies: copyStore, settle });
  const see = createSeeOccurrence({ database, copies: copyStore, ask, keep });
  const viewOccurrences = createViewOccurrences({ database, clock, store: viewStore, ask, keep });
  const source: StreamSource = { subgraph: NAME, log, pubsub };

  const useCases: UseCases = {
    takeSeats: createTakeSeats({ ...base, see, settle }),
    renewHold: createRenewHold(base),
    confirmBooking: createConfirmBooking(base),
    cancelBooking: createCancelBooking(base),
    viewOccurrences,
    watchAvailability: createWatchAvailability({ view: viewOccurrences, pubsub }),
    now: () => clock.now(),
    async listBookings(filter, page) {
      const now = clock.now();
      const { rows, totalCount } = await listBookings(database, filter, { ...page, now });
      return { rows: rows.map((booking) => asOf(booking, now)), totalCount };
    },
    endOfBookings: async (userId) => encodeCursor(bookingsTopic(userId), await log.end(bookingsTopic(userId))),
    watchBookings: (userId, after) => streamChanges(source, bookingsTopic(userId), after),
  };
  return {
    useCases,
    settle,
    applyEvent: createApplyEventChange({ database, copies: copyStore, keeping: copyKeeping, ask, askEvent: createAskEvent(client), keep, settle }),
    applyCalendar: createApplyCalendarChange({ database, keeping: copyKeeping }),
  };
}
