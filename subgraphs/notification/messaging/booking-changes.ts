import { z } from 'zod';
import type { LoggedChange } from '../../../platform/change-log/change-log.js';
import type { RelayedChange } from '../../../platform/change-log/relay.js';
import { toldOfBooking, type BookingStatus } from '../domain/audience.js';
import { defaultChannels, type Facts } from '../domain/notification.js';
import type { CopyWork } from '../usecases/ports.js';
import type { Message } from '../usecases/tell.js';
import type { ConsumerGiven } from './consume-changes.js';

const status = z.enum(['HELD', 'CONFIRMED', 'WAITLISTED', 'OFFERED', 'CANCELLED', 'EXPIRED'] satisfies BookingStatus[]);

const bookingChanged = z.object({
  booking: z.object({
    id: z.string(),
    userId: z.string(),
    eventId: z.string(),
    occurrenceId: z.string(),
    calendarId: z.string().nullable().default(null),
    organizerId: z.string().nullable().default(null),
    status,
    quantity: z.number().int(),
    heldUntil: z.coerce.date().nullable().default(null),
  }),
  previousStatus: status.nullable().default(null),
});
type BookingChanged = z.infer<typeof bookingChanged>;

/** Keeps the copy of who booked what, unless it is newer. */
export async function keepBooking(work: CopyWork, relayed: RelayedChange): Promise<void> {
  const { booking } = bookingChanged.parse(relayed.change.data);
  if (await work.isNewest(relayed)) await work.copies.saveBooking(booking);
}

/** Keeps the copy of who booked what, and tells the booker or the organizer of what they did not do themselves. */
export async function applyBookingChange(given: ConsumerGiven, relayed: RelayedChange): Promise<void> {
  const { change } = relayed;
  if (change.kind !== 'BOOKING_CHANGED') return;
  const data = bookingChanged.parse(change.data);
  const { booking } = data;
  const organizerId = booking.organizerId ?? (await given.stores.copies.event(booking.eventId))?.organizerId ?? null;
  const told = toldOfBooking({
    status: booking.status,
    previousStatus: data.previousStatus,
    bookerId: booking.userId,
    organizerId,
    actor: change.actor,
  });
  const people = await given.peopleOf(told.length === 0 ? [] : [booking.userId, ...told.map((one) => one.userId)]);
  const facts = told.length === 0 ? {} : await factsOf(given, data, people.get(booking.userId)?.fullName);
  const messages = told.map(({ userId, kind }): Message => ({ userId, kind, facts, ...whatOf(change, data, kind) }));
  await given.inWork((work) =>
    work.consumeOnce(relayed, async () => {
      await keepBooking(work, relayed);
      await given.tell(work, given.clock.now(), messages, people);
    }),
  );
}

function whatOf(change: LoggedChange, { booking }: BookingChanged, kind: Message['kind']): Omit<Message, 'userId' | 'kind' | 'facts'> {
  return {
    channels: defaultChannels(kind),
    origin: { changeId: change.id },
    eventId: booking.eventId,
    occurrenceId: booking.occurrenceId,
    calendarId: booking.calendarId,
    bookingId: booking.id,
    actorId: kind === 'BOOKING_RECEIVED' ? booking.userId : change.actor,
    usefulUntil: kind === 'WAITLIST_OFFERED' ? booking.heldUntil : null,
  };
}

/** Title and time as the booker sees them; where the event subgraph can't say, the title from the copy. */
async function factsOf(given: ConsumerGiven, { booking }: BookingChanged, bookerName: string | undefined): Promise<Facts> {
  const seen =
    (await given.events.occurrence(booking.userId, booking.occurrenceId)) ??
    (booking.organizerId === null ? null : await given.events.occurrence(booking.organizerId, booking.occurrenceId));
  const copy = seen ? null : await given.stores.copies.event(booking.eventId);
  return {
    eventTitle: seen?.title ?? copy?.title,
    calendarName: seen?.calendar?.name,
    startsAt: seen?.startsAt,
    startsOn: seen?.startsOn ?? undefined,
    actorName: bookerName,
    quantity: booking.quantity,
    heldUntil: booking.heldUntil?.toISOString(),
  };
}
