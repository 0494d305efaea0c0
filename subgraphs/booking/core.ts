import type { ChangeLog } from '../../platform/change-log/change-log.js';
import { encodeCursor } from '../../platform/change-log/cursor.js';
import { streamChanges, type StreamSource } from '../../platform/change-log/stream.js';
import type { Database, Transaction } from '../../platform/database/database.js';
import type { SubgraphEnvironment } from '../../platform/subgraph/environment.js';
import { asOf } from './domain/booking.js';
import { createAskEvent, createAskEvents, createAskMembers, createAskOccurrences } from './messaging/ask-event.js';
import { createSetAlarms } from './messaging/booking-holds.js';
import { answerStore } from './store/answers.js';
import { listBookings } from './store/booking-reads.js';
import { bookingStore } from './store/bookings.js';
import { copyKeeping } from './store/copy-keeping.js';
import { copyStore } from './store/copies.js';
import { seatStore } from './store/seats.js';
import { viewStore } from './store/views.js';
import type { UseCases } from './use-cases.js';
import { bookingsTopic, createAnnounce } from './usecases/announce.js';
import {
  createApplyCalendarChange,
  createApplyEventChange,
  type ApplyCalendarChange,
  type ApplyEventChange,
} from './usecases/apply-event-change.js';
import { createCancelBooking } from './usecases/cancel-booking.js';
import { createConfirmBooking } from './usecases/confirm-booking.js';
import { createRebuildCopies, type RebuildCopies } from './usecases/rebuild-copies.js';
import { createRenewHold } from './usecases/renew-hold.js';
import { createSeeEvents } from './usecases/see-events.js';
import { createKeepFacts, createSeeOccurrence } from './usecases/see-occurrence.js';
import { createSettle, type Settle } from './usecases/settle.js';
import { createTakeSeats } from './usecases/take-seats.js';
import { createViewOccurrences } from './usecases/view-occurrences.js';
import { createWatchAvailability } from './usecases/watch-availability.js';

/** The subgraph's name, and its change log's. */
export const NAME = 'booking';

/** What the subgraph can do, apart from how it is reached. */
export interface BookingCore {
  readonly useCases: UseCases;
  readonly settle: Settle;
  readonly applyEvent: ApplyEventChange;
  readonly applyCalendar: ApplyCalendarChange;
  readonly rebuildCopies: RebuildCopies;
}

/** The use cases, put together from the stores. */
export function createCore(
  environment: Omit<SubgraphEnvironment, 'metrics' | 'mailer'>,
  database: Database,
  log: ChangeLog<Transaction>,
): BookingCore {
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
    seeEvents: createSeeEvents({ database, store: viewStore, ask: createAskEvents(client) }),
    watchAvailability: createWatchAvailability({ view: viewOccurrences, pubsub }),
    now: () => clock.now(),
    async listBookings(filter, page) {
      const now = clock.now();
      const { rows, totalCount } = await listBookings(database, filter, { now, ...page });
      return { rows: rows.map((booking) => asOf(booking, now)), totalCount };
    },
    endOfBookings: async (userId) => encodeCursor(bookingsTopic(userId), await log.end(bookingsTopic(userId))),
    watchBookings: (userId, after) => streamChanges(source, bookingsTopic(userId), after),
  };
  const copyParts = { database, copies: copyStore, keeping: copyKeeping, ask, keep };
  return {
    useCases,
    settle,
    applyEvent: createApplyEventChange({ ...copyParts, askEvent: createAskEvent(client), settle }),
    applyCalendar: createApplyCalendarChange(copyParts),
    rebuildCopies: createRebuildCopies({ ...copyParts, askMembers: createAskMembers(client) }),
  };
}
