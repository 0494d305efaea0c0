import { Temporal } from 'temporal-polyfill';
import { NARROW } from '../../design/widths.js';
import { firstDayOfWeek, locale } from '../../i18n/language.js';
import { weeksOfMonth } from './month-days.js';
import { viewInAddress, type ViewName } from './view-in-address.js';

/** Two instants, RFC 3339; the second outside. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

const DAY = 86_400_000;
/** How far the list looks ahead: what is next, also on the last day of a month. */
export const LISTED_DAYS = 31;

/** What is asked for when this is shown: a day more on both sides keeps all-day events at the edges. */
export const spanAround = (start: Date, end: Date): Span => ({ from: new Date(start.getTime() - DAY).toISOString(), to: new Date(end.getTime() + DAY).toISOString() });

/** The view with which the calendar opens: the address says, else how much room there is. */
export const firstView = (): ViewName => viewInAddress().view ?? (matchMedia(NARROW).matches ? 'listAhead' : 'dayGridMonth');

/** What the calendar will ask for when it opens, in this zone, by the same rules as FullCalendar's: so it can be asked before that is there. */
export function firstSpan(zone: string): Span {
  const day = viewInAddress().date ?? Temporal.Now.plainDateISO(zone).toString();
  const [first, end] = daysOf(firstView(), Temporal.PlainDate.from(day), firstDayOfWeek(locale()));
  const at = (date: Temporal.PlainDate): Date => new Date(date.toZonedDateTime(zone).epochMilliseconds);
  return spanAround(at(first), at(end));
}

/** The first day that a view shows, and the one after its last. */
export function daysOf(view: ViewName, day: Temporal.PlainDate, weekStart: number): readonly [Temporal.PlainDate, Temporal.PlainDate] {
  switch (view) {
    case 'dayGridMonth': {
      const first = Temporal.PlainDate.from(weeksOfMonth(day.toString(), weekStart)[0]?.[0] ?? day);
      return [first, first.add({ weeks: 6 })];
    }
    case 'timeGridWeek': {
      const first = day.subtract({ days: (day.dayOfWeek - weekStart + 7) % 7 });
      return [first, first.add({ weeks: 1 })];
    }
    case 'timeGridDay':
      return [day, day.add({ days: 1 })];
    case 'listAhead':
      return [day, day.add({ days: LISTED_DAYS })];
  }
}
