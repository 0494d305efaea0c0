import { z } from 'zod';
import { forgetCopies } from '../../platform/change-log/consume.js';
import type { RelayedChange } from '../../platform/change-log/relay.js';
import type { Database } from '../../platform/database/database.js';
import { keepBooking } from './messaging/booking-changed.js';
import { renameBooked } from './store/events.js';

/** Whose logs the copy is made of: the event subgraph's own says which occurrences have new ids. */
export const EVENT_SOURCES = ['booking', 'event'] as const;

const withNewIds = z.object({ renamed: z.record(z.string(), z.string()).default({}) });

/**
 * Makes the copy of who has booked what anew from everything that these logs hold, all or nothing, beside a subgraph that
 * runs. Says how many changes there were.
 */
export async function rebuildEventCopies(database: Database, changesOf: () => AsyncIterable<RelayedChange>): Promise<number> {
  return database.transaction(async (tx) => {
    await forgetCopies(tx, ['booking'], ['booked']);
    let count = 0;
    for await (const relayed of changesOf()) {
      count += 1;
      if (relayed.source === 'booking' && relayed.change.kind === 'BOOKING_CHANGED') await keepBooking(tx, relayed);
      if (relayed.source === 'event') await renameBooked(tx, withNewIds.parse(relayed.change.data).renamed);
    }
    return count;
  });
}
