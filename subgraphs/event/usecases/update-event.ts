import type { Clock } from '../../../platform/clock.js';
import { badInput } from '../../../platform/errors.js';
import type { Event, EventDetails } from '../domain/event.js';
import { patchDetails, type DetailsPatch } from '../domain/event-details-input.js';
import { patchTimes, type TimesPatch } from '../domain/event-times-input.js';
import { occurrenceId } from '../domain/occurrence-id.js';
import { refuseUnlessMayPublish } from './create-calendar.js';
import { refuseWhatIsNotThereYet } from './create-event.js';
import { eventToEdit, type Aim, type SeriesEdit } from './edit-event.js';
import { eventChanges, renamedOccurrences } from './event-changes.js';
import type { Actor, InWork, Work } from './ports.js';
import { standIn } from './standing.js';

export interface UpdateEventInput extends DetailsPatch, TimesPatch {
  readonly calendarId?: string | null | undefined;
  readonly attachmentIds?: readonly string[] | null | undefined;
}

interface Needs {
  readonly inWork: InWork;
  readonly clock: Clock;
}

/**
 * Changes a whole event. What is the same as before is no change: no revision, and nobody is told. New times keep the
 * exceptions that still fit and say which were dropped; old ids of occurrences go on to resolve.
 */
export async function updateEvent({ inWork, clock }: Needs, actor: Actor, aim: Aim, input: UpdateEventInput): Promise<SeriesEdit> {
  refuseWhatIsNotThereYet(input);
  return inWork(async (work) => {
    const before = await eventToEdit(work, actor, aim);
    const { after, fields, dropped } = patched(before, await targetCalendar(work, actor, before, input), input, clock.now());
    const edit: SeriesEdit = {
      eventId: before.id,
      deletedEventId: null,
      droppedOccurrenceIds: dropped.map((key) => occurrenceId(before.id, key)),
    };
    if (fields.length === 0) return edit;
    if (fields.includes('visibility')) refuseUnlessMayPublish(actor, after.visibility);
    const moved = fields.some((field) => TIME_FIELDS.has(field));
    const ids = moved ? await shift(work, before, after) : {};
    await work.events.save(after);
    await work.record(eventChanges({ kind: 'UPDATED', before, after, fields, ...ids, actor: actor.userId, at: after.updatedAt }));
    return edit;
  });
}

/** Gives occurrences their new ids where they are known by the old ones; keeps what the old ones meant. */
async function shift(work: Work, before: Event, after: Event): Promise<{ renamed: Record<string, string>; dropped: string[] }> {
  const ids = renamedOccurrences(before, after, await work.events.bookedOccurrences(before.id), after.updatedAt);
  await work.events.keepEarlier(before.id, before.revision, before.series);
  await work.events.renameBooked(ids.renamed);
  return ids;
}

const DETAILS = [
  'title',
  'description',
  'location',
  'joinUrl',
  'status',
  'visibility',
  'showAs',
  'tags',
  'capacity',
  'price',
] as const satisfies readonly (keyof EventDetails)[];

/** Fields whose change makes other occurrences, or puts them elsewhere. */
const TIME_FIELDS: ReadonlySet<string> = new Set(['startsAt', 'endsAt', 'startsOn', 'endsOn', 'timeZone', 'recurrence']);

function patched(before: Event, calendarId: string, input: UpdateEventInput, at: Date): { after: Event; fields: string[]; dropped: string[] } {
  const { details, faults } = patchDetails(before, input);
  const { times, dropped, faults: timeFaults } = patchTimes(before, input, before.timeZone);
  if (details.status === 'CANCELLED' && before.status !== 'CANCELLED') {
    faults.push({ path: ['input', 'status'], message: 'Use `cancelEvent`, which tells guests and bookers.' });
  }
  if (faults.length > 0 || timeFaults.length > 0 || !times) throw badInput(...faults, ...timeFaults);
  const unchanged = { ...before, ...details, ...times, calendarId };
  const fields = [
    ...(calendarId === before.calendarId ? [] : ['calendar']),
    ...DETAILS.filter((field) => !same(details[field], before[field])),
    ...changedTimes(before, unchanged),
  ];
  const rescheduled = fields.some((field) => TIME_FIELDS.has(field));
  const after = {
    ...unchanged,
    cancelReason: details.status === 'CANCELLED' ? before.cancelReason : null,
    revision: before.revision + 1,
    sequence: before.sequence + (rescheduled || (fields.includes('status') && before.status === 'CANCELLED') ? 1 : 0),
    updatedAt: at,
  };
  return { after, fields, dropped };
}

/** What is new about when the event is, by the names of the schema's fields. */
function changedTimes(before: Event, after: Event): string[] {
  const [old, now] = [before.series, after.series];
  const [start, end] = now.allDay ? ['startsOn', 'endsOn'] : ['startsAt', 'endsAt'];
  const fields: string[] = [];
  if (old.start !== now.start || old.allDay !== now.allDay || old.timeZone !== now.timeZone) fields.push(start);
  if (fields.length > 0 || !same(old.length, now.length)) fields.push(end);
  if (before.timeZone !== after.timeZone) fields.push('timeZone');
  if (old.rule !== now.rule || !same(old.excluded, now.excluded) || !same(old.extra, now.extra)) fields.push('recurrence');
  return fields;
}

/** The calendar that the event shall be on; moving there takes the right to write on both. */
async function targetCalendar(work: Work, actor: Actor, event: Event, input: UpdateEventInput): Promise<string> {
  if (input.calendarId === null) throw badInput({ path: ['input', 'calendarId'], message: "`calendarId` can't be cleared." });
  if (input.calendarId === undefined || input.calendarId === event.calendarId) return event.calendarId;
  await standIn(work, actor, event.calendarId, 'EDITOR');
  await standIn(work, actor, input.calendarId, 'EDITOR');
  return input.calendarId;
}

const same = (one: unknown, other: unknown): boolean => canonical(one) === canonical(other);

/** Columns of JSON come back with their names in another order. */
const canonical = (value: unknown): string =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : JSON.stringify(value);
