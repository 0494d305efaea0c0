import { forgetCopies, isNewest } from '../../platform/change-log/consume.js';
import type { RelayedChange } from '../../platform/change-log/relay.js';
import type { Database } from '../../platform/database/database.js';
import { keepBooking } from './messaging/booking-changes.js';
import { isCalendarChange, keepCalendar } from './messaging/calendar-changes.js';
import { isEventChange, keepEvent } from './messaging/event-changes.js';
import { keepPerson } from './messaging/user-changes.js';
import { createStores } from './store/stores.js';
import type { CopyWork } from './usecases/ports.js';

/** Whose logs the copies are made of. */
export const NOTIFICATION_SOURCES = ['user', 'event', 'booking'] as const;

/**
 * Makes the copies of people, calendars, events and bookings anew from everything that those logs hold, all or nothing,
 * beside a subgraph that runs. Nobody is told of anything. Says how many changes there were.
 */
export async function rebuildNotificationCopies(database: Database, changesOf: () => AsyncIterable<RelayedChange>): Promise<number> {
  return database.transaction(async (tx) => {
    await forgetCopies(tx, NOTIFICATION_SOURCES, ['person', 'calendar', 'calendar_member', 'event', 'booking']);
    const work: CopyWork = { copies: createStores(tx).copies, isNewest: (relayed) => isNewest(tx, relayed) };
    let count = 0;
    for await (const relayed of changesOf()) {
      await keepCopy(work, relayed);
      count += 1;
    }
    return count;
  });
}

async function keepCopy(work: CopyWork, relayed: RelayedChange): Promise<void> {
  const { source, change } = relayed;
  if (source === 'user' && change.kind === 'ACCOUNT_CHANGED') await keepPerson(work, relayed);
  else if (source === 'booking' && change.kind === 'BOOKING_CHANGED') await keepBooking(work, relayed);
  else if (source === 'event' && isEventChange(change)) await keepEvent(work, relayed);
  else if (source === 'event' && isCalendarChange(change)) await keepCalendar(work, relayed);
}
