import type { Change, ChangeLog } from '../../../platform/change-log/change-log.js';
import type { Transaction } from '../../../platform/database/database.js';
import type { Logger } from '../../../platform/logger.js';
import type { PubSub } from '../../../platform/pubsub/pubsub.js';
import type { Announce, Step } from './ports.js';

/** The topic of one person's bookings in the change log. */
export const bookingsTopic = (userId: string): string => `bookings:${userId}`;

/** The pub/sub channel that says "look again" at the seats of one occurrence. */
export const availabilityChannel = (occurrenceId: string): string => `booking:availability:${occurrenceId}`;

/** Asks for an occurrence to be brought in order at an instant. */
export type SetAlarms = (alarms: readonly { bookingId: string; occurrenceId: string; at: Date }[]) => Promise<void>;

interface Parts {
  readonly log: ChangeLog<Transaction>;
  readonly pubsub: PubSub;
  readonly setAlarms: SetAlarms;
  readonly logger: Logger;
}

export function createAnnounce({ log, pubsub, setAlarms, logger }: Parts): Announce {
  return async (tx, steps, event) => {
    if (steps.length === 0) return;
    await log.append(tx, steps.map((step) => changeOf(step, event)));
    tx.afterCommit(() => {
      for (const occurrenceId of new Set(steps.map(({ booking }) => booking.occurrenceId))) {
        pubsub.publish(availabilityChannel(occurrenceId));
      }
      const alarms = steps.flatMap(({ booking }) =>
        booking.heldUntil ? [{ bookingId: booking.id, occurrenceId: booking.occurrenceId, at: booking.heldUntil }] : [],
      );
      if (alarms.length === 0) return;
      setAlarms(alarms).catch((error: unknown) => {
        logger.warn({ err: error }, 'the end of a hold could not be set; the sweep will find it');
      });
    });
  };
}

function changeOf({ booking, previousStatus, actor }: Step, event: Parameters<Announce>[2]): Change {
  return {
    topic: bookingsTopic(booking.userId),
    kind: 'BOOKING_CHANGED',
    entity: `Booking:${booking.id}`,
    entityVersion: booking.version,
    actor,
    at: booking.updatedAt,
    fields: previousStatus === null ? [] : booking.status === previousStatus ? ['heldUntil'] : ['status'],
    data: {
      booking: {
        id: booking.id,
        userId: booking.userId,
        eventId: booking.eventId,
        occurrenceId: booking.occurrenceId,
        calendarId: event?.calendarId ?? null,
        organizerId: event?.organizerId ?? null,
        status: booking.status,
        quantity: booking.quantity,
        heldUntil: booking.heldUntil?.toISOString() ?? null,
      },
      previousStatus,
    },
  };
}
