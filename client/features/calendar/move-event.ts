import { Temporal } from 'temporal-polyfill';
import type { AgendaItemFieldsFragment, SeriesFieldsFragment, UpdateEventInput } from '../../__generated__/graphql.js';
import type { Stretch } from './new-event.js';

type Times = Pick<UpdateEventInput, 'startsAt' | 'endsAt' | 'startsOn' | 'endsOn'>;
type Placed = Pick<SeriesFieldsFragment, 'startsAt' | 'endsAt' | 'allDay' | 'startsOn' | 'endsOn'>;

/** When an event is, as a change of it is told. */
export const timesNow = ({ allDay, startsAt, endsAt, startsOn, endsOn }: Placed): Times =>
  allDay && startsOn && endsOn ? { startsOn, endsOn } : { startsAt, endsAt };

/** New times for an event that takes place once: those that were picked, wall clock of the viewer's zone. */
export function timesAfter(picked: Stretch, zone: string): Times {
  if (picked.allDay) return { startsOn: picked.starts, endsOn: picked.ends };
  const instant = (wallClock: string): string => Temporal.PlainDateTime.from(wallClock).toZonedDateTime(zone).toInstant().toString();
  return { startsAt: instant(picked.starts), endsAt: instant(picked.ends) };
}

/**
 * New times for a whole series, one occurrence of which was moved: its first time goes by as many days, to the same new time of
 * day in the event's own zone, and gets the new length.
 */
export function seriesTimesAfter(series: SeriesFieldsFragment, occurrence: AgendaItemFieldsFragment, picked: Stretch, zone: string): Times {
  const there = (instant: string): Temporal.ZonedDateTime => Temporal.Instant.from(instant).toZonedDateTimeISO(series.timeZone);
  const dayOf = (placed: Placed): Temporal.PlainDate =>
    placed.allDay && placed.startsOn ? Temporal.PlainDate.from(placed.startsOn) : there(placed.startsAt).toPlainDate();
  const after = timesAfter(picked, zone);
  if (after.startsOn && after.endsOn) {
    const [from, to] = [Temporal.PlainDate.from(after.startsOn), Temporal.PlainDate.from(after.endsOn)];
    const first = dayOf(series).add(dayOf(occurrence).until(from));
    return { startsOn: first.toString(), endsOn: first.add(from.until(to)).toString() };
  }
  const [from, to] = [there(after.startsAt ?? ''), there(after.endsAt ?? '')];
  const first = dayOf(series).add(dayOf(occurrence).until(from.toPlainDate())).toZonedDateTime({ timeZone: series.timeZone, plainTime: from.toPlainTime() });
  return { startsAt: first.toInstant().toString(), endsAt: first.add({ milliseconds: to.epochMilliseconds - from.epochMilliseconds }).toInstant().toString() };
}
