import { Temporal } from 'temporal-polyfill';
import type { CreateEventInput } from '../../__generated__/graphql.js';

/** A stretch that somebody picked: wall clock `YYYY-MM-DDTHH:MM` of the viewer's zone, or days with the last one included. */
export interface Stretch {
  readonly allDay: boolean;
  readonly starts: string;
  readonly ends: string;
}

/** An hour from the next full one. */
export function nextHour(zone: string, now: Temporal.Instant = Temporal.Now.instant()): Stretch {
  const starts = now.toZonedDateTimeISO(zone).toPlainDateTime().round({ smallestUnit: 'hour', roundingMode: 'ceil' });
  return { allDay: false, starts: minutesOf(starts), ends: minutesOf(starts.add({ hours: 1 })) };
}

/** What was dragged over: FullCalendar's end of days is the day after the last. */
export function stretchOf(picked: { readonly allDay: boolean; readonly startStr: string; readonly endStr: string }): Stretch {
  if (!picked.allDay) return { allDay: false, starts: picked.startStr.slice(0, 16), ends: (picked.endStr || picked.startStr).slice(0, 16) };
  // Without an end it is one day.
  const after = picked.endStr ? Temporal.PlainDate.from(picked.endStr.slice(0, 10)) : Temporal.PlainDate.from(picked.startStr.slice(0, 10)).add({ days: 1 });
  const last = after.subtract({ days: 1 });
  return { allDay: true, starts: picked.startStr.slice(0, 10), ends: last.toString() };
}

/** The same stretch by days, or by hours. */
export function asAllDay(stretch: Stretch, allDay: boolean): Stretch {
  if (allDay) return { allDay, starts: stretch.starts.slice(0, 10), ends: stretch.ends.slice(0, 10) };
  return { allDay, starts: `${stretch.starts.slice(0, 10)}T09:00`, ends: `${stretch.ends.slice(0, 10)}T10:00` };
}

/** A new start takes the end along, so that the length stays. */
export function startingAt(stretch: Stretch, starts: string): Stretch {
  if (starts === '') return { ...stretch, starts };
  const from = stretch.starts === '' ? starts : stretch.starts;
  const length = Temporal.PlainDateTime.from(from).until(Temporal.PlainDateTime.from(stretch.ends || from));
  const ends = Temporal.PlainDateTime.from(starts).add(length);
  return { ...stretch, starts, ends: stretch.allDay ? ends.toPlainDate().toString() : minutesOf(ends) };
}

/** When it is, as the API takes it. */
export function timesOf(stretch: Stretch, zone: string): Pick<CreateEventInput, 'startsAt' | 'endsAt' | 'startsOn' | 'endsOn' | 'timeZone'> {
  if (stretch.allDay) return { startsOn: stretch.starts, endsOn: stretch.ends, timeZone: zone };
  return { startsAt: instantOf(stretch.starts, zone), endsAt: instantOf(stretch.ends, zone), timeZone: zone };
}

const instantOf = (wallClock: string, zone: string): string => Temporal.PlainDateTime.from(wallClock).toZonedDateTime(zone).toInstant().toString();
const minutesOf = (time: Temporal.PlainDateTime): string => time.toString({ smallestUnit: 'minute' });
