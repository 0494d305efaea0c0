import { Temporal } from 'temporal-polyfill';

/** When something is: instants, or days with the last one included. */
export interface Times {
  readonly startsAt: string;
  readonly endsAt: string;
  readonly allDay: boolean;
  readonly startsOn?: string | null;
  readonly endsOn?: string | null;
}

/** A stretch of time in words, by the wall clock of a zone; days are the same in every zone. */
export function stretchInWords(times: Times, zone: string, locale: string): string {
  if (times.allDay && times.startsOn && times.endsOn) {
    // Days have no zone: both are read and written in UTC.
    const days = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' });
    return days.formatRange(new Date(times.startsOn), new Date(times.endsOn));
  }
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short', timeZone: zone });
  return format.formatRange(new Date(times.startsAt), new Date(times.endsAt));
}

/** Whether two zones have the same wall clock at an instant. */
export function sameWallClock(instant: string, one: string, other: string): boolean {
  const at = Temporal.Instant.from(instant);
  return at.toZonedDateTimeISO(one).offset === at.toZonedDateTimeISO(other).offset;
}

/** What is left until an instant, in the two largest units: `1:05:09` or `4:07`; `0:00` once it is over. */
export function timeLeft(until: string, now: number): string {
  const seconds = Math.max(0, Math.floor((Date.parse(until) - now) / 1000));
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (count: number): string => String(count).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}
