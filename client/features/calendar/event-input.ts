import { Temporal } from 'temporal-polyfill';
import type { EventToEditQuery, SeriesFieldsFragment, UpdateEventInput } from '../../__generated__/graphql.js';
import { timesOf, type Stretch } from './new-event.js';
import { ruleOf, type Repeats } from './recurrence-rule.js';

/** What the form holds beside its plain fields. */
export interface WhenTyped {
  readonly stretch: Stretch;
  /** The event's own zone. */
  readonly zone: string;
  /** Null: it takes place once. A text: a rule that the form can't show, kept as it is. */
  readonly repeats: Repeats | string | null;
}

type Known = NonNullable<EventToEditQuery['event']>;

/** When a known event is, as the form shows it: by the wall clock of its own zone. */
export function stretchNow({ allDay, startsAt, endsAt, startsOn, endsOn, timeZone }: SeriesFieldsFragment): Stretch {
  if (allDay && startsOn && endsOn) return { allDay, starts: startsOn, ends: endsOn };
  const wallClock = (instant: string): string => Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDateTime().toString({ smallestUnit: 'minute' });
  return { allDay: false, starts: wallClock(startsAt), ends: wallClock(endsAt) };
}

/** The rule that was chosen; null: none. */
export function ruleTyped({ stretch, zone, repeats }: WhenTyped): string | null {
  if (repeats === null || typeof repeats === 'string') return repeats;
  return ruleOf(repeats, stretch.starts, zone, stretch.allDay);
}

/** The plain fields of the form, as the API takes them; empty ones are null. */
export function detailsTyped(word: (name: string) => string) {
  const place = word('location.name');
  const address = word('location.address');
  return {
    title: word('title'),
    description: word('description') || null,
    joinUrl: word('joinUrl') || null,
    location: place || address ? { name: place || null, address: address || null } : null,
    capacity: word('capacity') ? Number(word('capacity')) : null,
  };
}

/** What is different from what is known: an update leaves alone what it does not name. */
export function changesOf(known: Known, series: SeriesFieldsFragment, details: ReturnType<typeof detailsTyped>, when: WhenTyped, calendarId: string): UpdateEventInput {
  const input: UpdateEventInput = {};
  if (details.title !== known.title) input.title = details.title;
  if (details.description !== (known.description || null)) input.description = details.description;
  if (details.joinUrl !== (known.joinUrl ?? null)) input.joinUrl = details.joinUrl;
  if (details.capacity !== (known.capacity ?? null)) input.capacity = details.capacity;
  if (details.location?.name !== (known.location?.name ?? undefined) || details.location?.address !== (known.location?.address ?? undefined)) {
    const emptied = details.location === null && !known.location;
    const same = (details.location?.name ?? null) === (known.location?.name ?? null) && (details.location?.address ?? null) === (known.location?.address ?? null);
    if (!emptied && !same) input.location = details.location;
  }
  if (calendarId !== '' && calendarId !== known.calendar?.id) input.calendarId = calendarId;
  return { ...input, ...timeChangesOf(series, when) };
}

function timeChangesOf(series: SeriesFieldsFragment, when: WhenTyped): UpdateEventInput {
  const before = stretchNow(series);
  const sameTimes = before.allDay === when.stretch.allDay && before.starts === when.stretch.starts && before.ends === when.stretch.ends;
  const sameZone = series.timeZone === when.zone;
  const input: UpdateEventInput = sameTimes && sameZone ? {} : timesOf(when.stretch, when.zone);
  if (sameZone) delete input.timeZone;
  const rule = ruleTyped(when);
  if (rule !== (series.recurrence?.rule ?? null)) input.recurrence = rule === null ? null : { rule };
  return input;
}
