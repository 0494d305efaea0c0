import { Temporal } from 'temporal-polyfill';

/** When one occurrence takes place, as its event's owner tells it. */
export interface OccurrenceTime {
  readonly id: string;
  readonly title: string;
  readonly cancelled: boolean;
  readonly allDay: boolean;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** The first day of an all-day occurrence. */
  readonly startsOn: string | null;
}

const MINUTE = 60_000;
const DAY_MINUTES = 24 * 60;
/** An event without length is not over the moment that it begins. */
const LEAST_LENGTH = 5 * MINUTE;

/** The start for one person: of an all-day occurrence, midnight where that person is. */
export function startFor(occurrence: OccurrenceTime, personZone: string): Date {
  if (!occurrence.allDay || occurrence.startsOn === null) return occurrence.startsAt;
  const midnight = Temporal.PlainDate.from(occurrence.startsOn).toZonedDateTime({ timeZone: personZone });
  return new Date(midnight.epochMilliseconds);
}

/** Until when a late reminder is still of use. */
export function endFor(occurrence: OccurrenceTime, personZone: string): Date {
  const start = startFor(occurrence, personZone).getTime();
  const least = start + (occurrence.allDay ? DAY_MINUTES * MINUTE : LEAST_LENGTH);
  return new Date(Math.max(occurrence.endsAt.getTime(), least));
}

/**
 * The moment so many minutes before a start. Whole days among them follow the wall clock of `zone`, the rest is
 * elapsed time (RFC 5545, 3.3.6): a day before 09:00 is 09:00, also when clocks change between.
 */
export function dueBefore(start: Date, minutesBefore: number, zone: string): Date {
  const days = Math.floor(minutesBefore / DAY_MINUTES);
  const minutes = minutesBefore % DAY_MINUTES;
  if (days === 0) return new Date(start.getTime() - minutes * MINUTE);
  const there = Temporal.Instant.fromEpochMilliseconds(start.getTime()).toZonedDateTimeISO(zone);
  return new Date(there.subtract({ days }).epochMilliseconds - minutes * MINUTE);
}
