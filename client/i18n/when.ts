/** When something is: instants, or days with the last one included. */
export interface Times {
  readonly startsAt: string;
  readonly endsAt: string;
  readonly allDay: boolean;
  readonly startsOn?: string | null;
  readonly endsOn?: string | null;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A stretch of time in words, by the wall clock of a zone; days are the same in every zone. `short` leaves out weekday and year. */
export function stretchInWords(times: Times, zone: string, locale: string, short = false): string {
  const date = short ? 'medium' : 'full';
  if (times.allDay && times.startsOn && times.endsOn) {
    // Days have no zone: both are read and written in UTC.
    const days = new Intl.DateTimeFormat(locale, { dateStyle: date, timeZone: 'UTC' });
    return days.formatRange(new Date(times.startsOn), new Date(times.endsOn));
  }
  const format = new Intl.DateTimeFormat(locale, { dateStyle: date, timeStyle: 'short', timeZone: zone });
  return format.formatRange(new Date(times.startsAt), new Date(times.endsAt));
}

/** Whether two zones have the same wall clock at an instant. */
export const sameWallClock = (instant: string, one: string, other: string): boolean => wallClock(instant, one) === wallClock(instant, other);

const wallClock = (instant: string, zone: string): string =>
  new Date(instant).toLocaleString('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });

/** What is left until an instant, in the two largest units: `1:05:09` or `4:07`; `0:00` once it is over. */
export function timeLeft(until: string, now: number): string {
  const seconds = Math.max(0, Math.floor((Date.parse(until) - now) / 1000));
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (count: number): string => String(count).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** The calendar day of an instant in a zone, as YYYY-MM-DD. */
export const dayOf = (instant: string | number, zone: string): string =>
  new Date(instant).toLocaleDateString('sv-SE', { timeZone: zone });

/** Whole calendar days from one instant's day to another's, by the wall clock of a zone: 1 is tomorrow, however few hours away. */
export const daysBetween = (from: string | number, to: string | number, zone: string): number =>
  Math.round((Date.parse(dayOf(to, zone)) - Date.parse(dayOf(from, zone))) / DAY);

/**
 * How far an instant is from now: `in 5 minutes`, `in 3 hours` on the same day, then by calendar days (`tomorrow`), weeks and
 * months; the past likewise.
 */
export function fromNow(instant: string, now: number, zone: string, locale: string): string {
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const away = Date.parse(instant) - now;
  const days = daysBetween(now, instant, zone);
  if (Math.abs(away) < HOUR) return words.format(Math.round(away / MINUTE), 'minute');
  if (days === 0) return words.format(Math.round(away / HOUR), 'hour');
  if (Math.abs(days) < 14) return words.format(days, 'day');
  if (Math.abs(days) < 60) return words.format(Math.round(days / 7), 'week');
  return words.format(Math.round(days / 30.44), 'month');
}

/** How an event stands to now: it lies ahead, it is on, or it is over. */
export type Phase = 'AHEAD' | 'ON' | 'OVER';

/** Of an all-day event by the days in the zone, of any other by its instants. */
export function phaseOf(times: Times, now: number, zone: string): Phase {
  if (times.allDay && times.startsOn && times.endsOn) {
    const today = dayOf(now, zone);
    return today < times.startsOn ? 'AHEAD' : today <= times.endsOn ? 'ON' : 'OVER';
  }
  return now < Date.parse(times.startsAt) ? 'AHEAD' : now < Date.parse(times.endsAt) ? 'ON' : 'OVER';
}

/** The heading of a day in a list: today, yesterday, else the date, with the year where it is another. */
export function dayInWords(day: string, today: string, locale: string): string {
  const days = Math.round((Date.parse(day) - Date.parse(today)) / DAY);
  if (Math.abs(days) <= 1) return capitalized(new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day'), locale);
  const year = day.slice(0, 4) === today.slice(0, 4) ? undefined : 'numeric';
  return new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', year, timeZone: 'UTC' }).format(new Date(day));
}

const capitalized = (words: string, locale: string): string => words.charAt(0).toLocaleUpperCase(locale) + words.slice(1);
