import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { LoggedChange } from '../../../platform/change-log/change-log.js';
import type { RelayedChange } from '../../../platform/change-log/relay.js';
import type { CalendarCopy } from '../domain/copies.js';
import { toldOfEvent, type Telling } from '../domain/audience.js';
import { defaultChannels, type Facts } from '../domain/notification.js';
import type { CopyWork } from '../usecases/ports.js';
import type { Message } from '../usecases/tell.js';
import type { ConsumerGiven } from './consume-changes.js';
import { planSoon } from './plan-soon.js';

const eventChanged = z.object({
  event: z.object({
    id: z.string(),
    calendarId: z.string(),
    organizerId: z.string(),
    title: z.string(),
    status: z.string(),
    timeZone: z.string(),
    allDay: z.boolean(),
    startsAt: z.coerce.date(),
  }),
  was: z.object({ status: z.string() }).nullable().default(null),
  occurrenceId: z.string().nullable().default(null),
  renamed: z.record(z.string(), z.string()).default({}),
});
type EventChanged = z.infer<typeof eventChanged>;

const eventKind = z.enum(['CREATED', 'UPDATED', 'CANCELLED', 'DELETED', 'RESPONDED']);

/** Whether a change of the event subgraph's log is about an event. */
export const isEventChange = (change: LoggedChange): boolean => eventKind.safeParse(change.kind).success;

/** Keeps the copy of an event, unless it is newer; what was booked goes with occurrences that have new ids. */
export async function keepEvent(work: CopyWork, relayed: RelayedChange): Promise<void> {
  const { event, renamed } = eventChanged.parse(relayed.change.data);
  if (await work.isNewest(relayed)) await work.copies.saveEvent(event);
  await work.copies.renameBookedOccurrences(new Map(Object.entries(renamed)));
}

/** Keeps the copy of an event, has its reminders planned again, and tells those whom the change concerns. */
export async function applyEventChange(given: ConsumerGiven, relayed: RelayedChange): Promise<void> {
  const { change } = relayed;
  const data = eventChanged.parse(change.data);
  const calendar = await calendarOf(given, data, change.actor);
  const told = toldOfEvent({
    kind: eventKind.parse(change.kind),
    status: data.event.status,
    wasStatus: data.was?.status ?? null,
    actor: change.actor,
    members: calendar.members,
    bookers: await given.stores.copies.bookers(data.event.id, data.occurrenceId),
  }).filter(() => isOfItsCalendar(change, data));
  const people = await given.peopleOf([...told.map((one) => one.userId), ...(told.length > 0 && change.actor ? [change.actor] : [])]);
  const facts = await factsOf(given, data, calendar, change.actor ? people.get(change.actor)?.fullName : undefined);
  await given.inWork((work) =>
    work.consumeOnce(relayed, async () => {
      await keepEvent(work, relayed);
      await work.notifications.renameOccurrences(new Map(Object.entries(data.renamed)));
      if (change.kind === 'DELETED') await work.reminders.removeOfEvent(data.event.id, given.clock.now());
      else planSoon(work, given, await work.reminders.staleByEvent(data.event.id));
      await given.tell(work, given.clock.now(), told.map((one) => messageOf(change, data, one, facts)), people);
    }),
  );
}

/** An event that was moved to another calendar is told on the topics of both; people hear of it once. */
const isOfItsCalendar = (change: LoggedChange, { event }: EventChanged): boolean => change.topic === `calendar:${event.calendarId}`;

/** From the copy, or while that has not come yet from the event subgraph itself. */
async function calendarOf(given: ConsumerGiven, { event }: EventChanged, actor: string | null): Promise<CalendarCopy> {
  const copy = await given.stores.copies.calendar(event.calendarId);
  if (copy) return copy;
  const asked = await given.events.members(actor ?? event.organizerId, event.calendarId);
  return { id: event.calendarId, name: asked?.name ?? '', timeZone: asked?.timeZone ?? 'UTC', members: asked?.members ?? [] };
}

/** Title and time of the one occurrence that a change is about, or of the event. */
async function factsOf(
  given: ConsumerGiven,
  { event, occurrenceId }: EventChanged,
  calendar: CalendarCopy,
  actorName: string | undefined,
): Promise<Facts> {
  const seen = occurrenceId === null ? null : await given.events.occurrence(event.organizerId, occurrenceId);
  const startsAt = seen?.startsAt ?? event.startsAt.toISOString();
  const startsOn = seen ? seen.startsOn : event.allDay ? dayOf(event.startsAt, event.timeZone) : null;
  return {
    eventTitle: seen?.title ?? event.title,
    calendarName: calendar.name || undefined,
    actorName,
    ...(startsOn === null ? { startsAt } : { startsOn }),
  };
}

/** The day on which an instant falls in a zone. */
const dayOf = (instant: Date, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone).toPlainDate().toString();

function messageOf(change: LoggedChange, { event, occurrenceId }: EventChanged, { userId, kind }: Telling, facts: Facts): Message {
  return {
    userId,
    kind,
    facts,
    channels: defaultChannels(kind),
    origin: { changeId: change.id },
    eventId: event.id,
    occurrenceId,
    calendarId: event.calendarId,
    actorId: change.actor,
  };
}
