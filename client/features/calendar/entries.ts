import type { EventInput } from '@fullcalendar/react';
import { Temporal } from 'temporal-polyfill';
import type { AgendaItemFieldsFragment, CalendarFieldsFragment, SeriesFieldsFragment } from '../../__generated__/graphql.js';
import { readFragment } from '../../__generated__/index.js';
import { SeriesFields } from './first-operations.js';
import { text } from './texts.js';

const PLAIN = '#64748b';

/** The colour that a calendar has for its viewer. */
export const colorOf = (calendar: Pick<CalendarFieldsFragment, 'color' | 'myColor'> | undefined): string => calendar?.myColor ?? calendar?.color ?? PLAIN;

/** What an entry knows of what it stands for. */
export interface EntryProps {
  readonly item: AgendaItemFieldsFragment;
  /** Null where the viewer knows no more than that somebody is busy. */
  readonly event: SeriesFieldsFragment | null;
  readonly calendar: CalendarFieldsFragment | undefined;
  readonly mine: boolean;
  readonly cancelled: boolean;
  readonly place: string | null;
  /** Somebody else has just changed it. */
  readonly fresh: boolean;
}

/** Whether somebody may change an event of a calendar. */
export const mayChange = (event: SeriesFieldsFragment | null, calendar: CalendarFieldsFragment | undefined, viewerId: string): boolean =>
  event !== null && (calendar?.myRole === 'OWNER' || calendar?.myRole === 'EDITOR' || event.organizer?.id === viewerId);

/** Of what an entry is made beside its item. */
export interface EntryGiven {
  readonly calendars: ReadonlyMap<string, CalendarFieldsFragment>;
  readonly viewerId: string;
  /** Ids of events that somebody else has just changed. */
  readonly fresh: ReadonlySet<string>;
  /** As a mere mark, that is no target. */
  readonly marks: boolean;
}

/**
 * One item as FullCalendar wants it. All-day items are given as dates, never as instants, so that they stand on their day in
 * every zone; the end that it wants is the day after the last.
 */
export function entryOf(item: AgendaItemFieldsFragment, { calendars, viewerId, fresh, marks }: EntryGiven): EventInput {
  const calendar = calendars.get(item.calendar?.id ?? '');
  const shown = item.__typename === 'Occurrence' ? item : null;
  const event = shown?.event ? readFragment(SeriesFields, shown.event) : null;
  const mine = mayChange(event, calendar, viewerId);
  const cancelled = shown?.status === 'CANCELLED';
  const times =
    item.allDay && item.startsOn && item.endsOn
      ? { allDay: true, start: item.startsOn, end: Temporal.PlainDate.from(item.endsOn).add({ days: 1 }).toString() }
      : { allDay: false, start: item.startsAt, end: item.endsAt };
  const props: EntryProps = { item, event, calendar, mine, cancelled, place: shown?.location?.name ?? null, fresh: event !== null && fresh.has(event.id) };
  return {
    ...times,
    id: item.id,
    title: shown?.title ?? text('calendar.busy'),
    // FullCalendar would make a link of `undefined`.
    ...(shown && !marks ? { url: `/occurrences/${encodeURIComponent(item.id)}` } : {}),
    color: colorOf(calendar),
    interactive: !marks,
    editable: mine && !cancelled && !marks,
    extendedProps: props,
  };
}
