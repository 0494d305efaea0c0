import { z } from 'zod';
import { consumeOnce, isNewest } from '../../../platform/change-log/consume.js';
import { changesJob, type RelayedChange } from '../../../platform/change-log/relay.js';
import type { Database, Transaction } from '../../../platform/database/database.js';
import { handleJob, type JobHandler } from '../../../platform/jobs/jobs.js';

/** What of a booking's change is copied here: who comes to what. */
const bookingChanged = z.object({
  booking: z.object({
    id: z.string(),
    userId: z.string(),
    eventId: z.string(),
    occurrenceId: z.string(),
    status: z.string(),
  }),
});

/** Bookings that tie their owner to an event; the others are no tie any more. */
const LIVE: ReadonlySet<string> = new Set(['HELD', 'CONFIRMED', 'WAITLISTED', 'OFFERED']);

/** Keeps the copy of who has booked what in step with the booking subgraph's log. */
export const consumeBookingChanges = (database: Database): JobHandler<never> =>
  handleJob(changesJob('event'), (relayed) => database.transaction((tx) => consumeBookingChange(tx, relayed)));

/** One change, however often and in whatever order it comes. Changes of other kinds are none of ours. */
export async function consumeBookingChange(tx: Transaction, relayed: RelayedChange): Promise<void> {
  if (relayed.source !== 'booking' || relayed.change.kind !== 'BOOKING_CHANGED') return;
  await consumeOnce(tx, relayed, () => keepBooking(tx, relayed));
}

/** Keeps the copy of a booking, unless it is newer. */
export async function keepBooking(tx: Transaction, relayed: RelayedChange): Promise<void> {
  const { booking } = bookingChanged.parse(relayed.change.data);
  if (!(await isNewest(tx, relayed))) return;
  if (LIVE.has(booking.status)) await keep(tx, booking);
  else await tx.query(`DELETE FROM booked WHERE booking_id = $1`, [booking.id]);
}

async function keep(tx: Transaction, booking: z.infer<typeof bookingChanged>['booking']): Promise<void> {
  await tx.query(
    `INSERT INTO booked (booking_id, user_id, event_id, occurrence_id, status) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (booking_id) DO UPDATE SET user_id = excluded.user_id, event_id = excluded.event_id,
       occurrence_id = excluded.occurrence_id, status = excluded.status`,
    [booking.id, booking.userId, booking.eventId, booking.occurrenceId, booking.status],
  );
}
