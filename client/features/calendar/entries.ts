import type { EventInput } from '@fullcalendar/react';
import { Temporal } from 'temporal-polyfill';
import type { AgendaItemFieldsFragment, CalendarFieldsFragment } from '../../__generated__/graphql.js';
import { text } from './texts.js';

const PLAIN = '#64748b';

/** The colour that a calendar has for its viewer. */
export const colorOf = (calendar: Pick<CalendarFieldsFragment, 'color' | 'myColor'> | undefined): string => calendar?.myColor ?? calendar?.color ?? PLAIN;

/**
 * One item as FullCalendar wants it. All-day items are given as dates, never as instants, so that they stand on their day in
 * every zone; the end that it wants is the day after the last.
 */
export function entryOf(item: AgendaItemFieldsFragment, calendars: ReadonlyMap<string, CalendarFieldsFragment>): EventInput {
  const color = colorOf(calendars.get(item.calendar?.id ?? ''));
  const shown = item.__typename === 'Occurrence' ? { title: item.title, cancelled: item.status === 'CANCELLED', place: item.location?.name ?? null } : null;
  const times =
    item.allDay && item.startsOn && item.endsOn
      ? { allDay: true, start: item.startsOn, end: Temporal.PlainDate.from(item.endsOn).add({ days: 1 }).toString() }
      : { allDay: false, start: item.startsAt, end: item.endsAt };
  return {
    ...times,
    id: item.id,
    title: shown?.title ?? text('calendar.busy'),
    url: shown ? `/occurrences/${encodeURIComponent(item.id)}` : undefined,
    color,
    extendedProps: { color, cancelled: shown?.cancelled ?? false, place: shown?.place ?? null },
  };
}
