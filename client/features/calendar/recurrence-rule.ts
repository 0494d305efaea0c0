import { Temporal } from 'temporal-polyfill';

/** Days of the week as iCalendar names them, Monday first. */
export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** How often an event repeats, in the shapes that the form can show. */
export interface Repeats {
  readonly frequency: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';
  readonly interval: number;
  /** Of a weekly rule. */
  readonly days: readonly Weekday[];
  /** Of a monthly rule: its day of the month, or the weekday that the start is, such as the second or the last Tuesday. */
  readonly monthlyBy: 'DATE' | 'WEEKDAY' | 'LAST_WEEKDAY';
  readonly ends: { readonly kind: 'NEVER' } | { readonly kind: 'COUNT'; readonly count: number } | { readonly kind: 'UNTIL'; readonly day: string };
}

/** The weekday on which somebody's `YYYY-MM-DD…` falls. */
export const weekdayOf = (starts: string): Weekday => WEEKDAYS[Temporal.PlainDate.from(starts.slice(0, 10)).dayOfWeek - 1] ?? 'MO';

/** Which of its weekday in its month a day is: the second Tuesday is 2. */
export const weekOfMonth = (starts: string): number => Math.ceil(Temporal.PlainDate.from(starts.slice(0, 10)).day / 7);

/** Whether no day of the same weekday follows in the month. */
export function isLastOfMonth(starts: string): boolean {
  const day = Temporal.PlainDate.from(starts.slice(0, 10));
  return day.day + 7 > day.daysInMonth;
}

/** What is proposed for an event that begins then. */
export const repeatsFrom = (frequency: Repeats['frequency'], starts: string): Repeats => ({
  frequency,
  interval: 1,
  days: [weekdayOf(starts)],
  monthlyBy: 'DATE',
  ends: { kind: 'NEVER' },
});

/**
 * The rule as RFC 5545 writes it. `starts` is the first time, by the wall clock of `zone`; it always belongs to the rule. The last
 * day is included: UNTIL is the end of that day there, or the day itself for all-day events.
 */
export function ruleOf(repeats: Repeats, starts: string, zone: string, allDay: boolean): string {
  const parts = [`FREQ=${repeats.frequency}`];
  if (repeats.interval > 1) parts.push(`INTERVAL=${String(repeats.interval)}`);
  if (repeats.frequency === 'WEEKLY') {
    const days = WEEKDAYS.filter((day) => repeats.days.includes(day) || day === weekdayOf(starts));
    parts.push(`BYDAY=${days.join()}`);
  }
  if (repeats.frequency === 'MONTHLY' && repeats.monthlyBy === 'WEEKDAY') parts.push(`BYDAY=${String(weekOfMonth(starts))}${weekdayOf(starts)}`);
  if (repeats.frequency === 'MONTHLY' && repeats.monthlyBy === 'LAST_WEEKDAY') parts.push(`BYDAY=-1${weekdayOf(starts)}`);
  if (repeats.ends.kind === 'COUNT') parts.push(`COUNT=${String(repeats.ends.count)}`);
  if (repeats.ends.kind === 'UNTIL') parts.push(`UNTIL=${untilOf(repeats.ends.day, zone, allDay)}`);
  return parts.join(';');
}

function untilOf(day: string, zone: string, allDay: boolean): string {
  if (allDay) return day.replaceAll('-', '');
  const end = Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: zone, plainTime: '23:59:59' }).toInstant();
  return end.toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '');
}

/** The rule in the form's shapes; null for one that has others, which is then kept as it is. */
export function repeatsOf(rule: string, starts: string, zone: string): Repeats | null {
  const parts = new Map(rule.replace(/^RRULE:/i, '').split(';').map((part) => part.split('=', 2) as [string, string]));
  const frequency = parts.get('FREQ') as Repeats['frequency'];
  if (!['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'].includes(frequency)) return null;
  const known = new Set(['FREQ', 'INTERVAL', 'BYDAY', 'COUNT', 'UNTIL', 'WKST']);
  if ([...parts.keys()].some((name) => !known.has(name)) || (parts.has('WKST') && parts.get('WKST') !== 'MO')) return null;
  const by = byDayOf(frequency, parts.get('BYDAY'), starts);
  if (!by) return null;
  return { frequency, interval: Number(parts.get('INTERVAL') ?? 1), ...by, ends: endsOf(parts, zone) };
}

function byDayOf(frequency: Repeats['frequency'], byDay: string | undefined, starts: string): Pick<Repeats, 'days' | 'monthlyBy'> | null {
  const days = [weekdayOf(starts)];
  if (byDay === undefined) return { days, monthlyBy: 'DATE' };
  if (frequency === 'WEEKLY') {
    const listed = byDay.split(',');
    return listed.every((day) => (WEEKDAYS as readonly string[]).includes(day)) ? { days: listed as Weekday[], monthlyBy: 'DATE' } : null;
  }
  if (frequency !== 'MONTHLY') return null;
  if (byDay === `${String(weekOfMonth(starts))}${weekdayOf(starts)}`) return { days, monthlyBy: 'WEEKDAY' };
  return byDay === `-1${weekdayOf(starts)}` ? { days, monthlyBy: 'LAST_WEEKDAY' } : null;
}

function endsOf(parts: ReadonlyMap<string, string>, zone: string): Repeats['ends'] {
  const [count, until] = [parts.get('COUNT'), parts.get('UNTIL')];
  if (count !== undefined) return { kind: 'COUNT', count: Number(count) };
  const match = until && /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z)?)?$/.exec(until);
  if (!match) return { kind: 'NEVER' };
  const [, year, month, day, hour, minute, second, utc] = match;
  const date = `${String(year)}-${String(month)}-${String(day)}`;
  if (!utc) return { kind: 'UNTIL', day: date };
  const instant = Temporal.Instant.from(`${date}T${String(hour)}:${String(minute)}:${String(second)}Z`);
  return { kind: 'UNTIL', day: instant.toZonedDateTimeISO(zone).toPlainDate().toString() };
}
