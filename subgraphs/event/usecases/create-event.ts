import type { Clock } from '../../../platform/clock.js';
import { badInput, CallerError } from '../../../platform/errors.js';
import type { Ids } from '../../../platform/ids.js';
import type { Calendar } from '../domain/calendar.js';
import type { Event, EventDetails } from '../domain/event.js';
import { patchDetails, type DetailsPatch } from '../domain/event-details-input.js';
import { patchTimes, type TimesPatch } from '../domain/event-times-input.js';
import { refuseUnlessMayPublish } from './create-calendar.js';
import { eventChanges } from './event-changes.js';
import { answeredBefore } from './keyed.js';
import type { Actor, InWork } from './ports.js';
import { standIn } from './standing.js';

export interface CreateEventInput extends DetailsPatch, TimesPatch {
  readonly calendarId: string;
  readonly title: string;
  readonly guests?: readonly unknown[] | null | undefined;
  readonly attachmentIds?: readonly string[] | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
}

/**
 * Puts an event on a calendar; answers with its id. The actor becomes its organizer.
 * @throws FORBIDDEN to those below EDITOR, and for PUBLIC to those who may not publish.
 */
export async function createEvent(
  { inWork, clock, ids }: { inWork: InWork; clock: Clock; ids: Ids },
  actor: Actor,
  input: CreateEventInput,
): Promise<string> {
  refuseWhatIsNotThereYet(input);
  const at = clock.now();
  const id = ids.next();
  return inWork(async (work) => {
    const { calendar } = await standIn(work, actor, input.calendarId, 'EDITOR');
    const event = newEvent(calendar, input, { id, organizerId: actor.userId, at });
    if (event.visibility !== calendar.visibility) refuseUnlessMayPublish(actor, event.visibility);
    const request = { userId: actor.userId, operation: 'createEvent', key: input.idempotencyKey, input };
    const before = await answeredBefore(work, request, id, at);
    if (before !== null) return before;
    await work.events.insert(event);
    await work.record(eventChanges({ kind: 'CREATED', before: null, after: event, actor: actor.userId, at }));
    return id;
  });
}

/** Guests and attachments are said to be missing, rather than dropped in silence. */
export function refuseWhatIsNotThereYet(input: Pick<CreateEventInput, 'guests' | 'attachmentIds'>): void {
  if (input.guests?.length) throw new CallerError('NOT_IMPLEMENTED', 'Guests can\'t be invited yet.');
  if (input.attachmentIds?.length) throw new CallerError('NOT_IMPLEMENTED', 'Files can\'t be attached yet.');
}

function newEvent(calendar: Calendar, input: CreateEventInput, given: { id: string; organizerId: string; at: Date }): Event {
  const allDay = input.startsOn != null;
  const blank: EventDetails = {
    title: '',
    description: null,
    location: null,
    joinUrl: null,
    status: 'CONFIRMED',
    visibility: calendar.visibility,
    showAs: allDay ? 'FREE' : 'BUSY',
    tags: [],
    capacity: null,
    price: null,
  };
  const { details, faults } = patchDetails(blank, {
    ...input,
    status: input.status ?? undefined,
    visibility: input.visibility ?? undefined,
    showAs: input.showAs ?? undefined,
  });
  const timed = patchTimes(null, { ...input, timeZone: input.timeZone ?? undefined, recurrence: input.recurrence ?? undefined }, calendar.timeZone);
  if (details.status === 'CANCELLED') faults.push({ path: ['input', 'status'], message: 'A new event is not cancelled.' });
  if (faults.length > 0 || timed.faults.length > 0 || !timed.times) throw badInput(...faults, ...timed.faults);
  const { id, organizerId, at } = given;
  return {
    ...details,
    ...timed.times,
    id,
    uid: `${id}@convene`,
    calendarId: calendar.id,
    organizerId,
    cancelReason: null,
    revision: 1,
    sequence: 0,
    createdAt: at,
    updatedAt: at,
  };
}
