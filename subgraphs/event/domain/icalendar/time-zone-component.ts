import { keyOf, type Wall } from '../recurrence/local-time.js';
import { WEEKDAYS } from '../recurrence/rule-text.js';
import { zoneOf } from '../recurrence/zone.js';

/** A change of a zone's clocks: when the old clock showed `onset`, they went from one distance to the other. */
interface Change {
  readonly onset: Wall;
  readonly before: number;
  readonly after: number;
}

/** A rule needs this many years in a row to be believed. */
const YEARS_OF_PROOF = 6;
const YEAR = 365.25 * 86_400_000;
/** How far ahead changes are listed where they follow no rule, for a calendar without an end. */
export const YEARS_AHEAD = 12;

const offsetText = (milliseconds: number): string => {
  const seconds = Math.abs(Math.round(milliseconds / 1000));
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  return `${milliseconds < 0 ? '-' : '+'}${two(seconds / 3600)}${two((seconds / 60) % 60)}${seconds % 60 ? two(seconds % 60) : ''}`;
};

/** Which day of its month this is, counted by weekdays: from the end in the last week, else from the start. */
function dayRule(onsets: readonly Wall[]): string | null {
  const dates = onsets.map((onset) => new Date(onset));
  const same = (pick: (date: Date) => number): boolean => new Set(dates.map(pick)).size === 1;
  const first = dates[0];
  if (!first || !same((date) => date.getUTCMonth()) || !same((date) => date.getUTCDay()) || !same((date) => date.getTime() % 86_400_000)) return null;
  const weekday = WEEKDAYS[first.getUTCDay()];
  const month = first.getUTCMonth() + 1;
  const daysLeft = (date: Date): number => new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate() - date.getUTCDate();
  if (dates.every((date) => daysLeft(date) < 7)) return `FREQ=YEARLY;BYMONTH=${month};BYDAY=-1${weekday}`;
  const week = Math.ceil(first.getUTCDate() / 7);
  return dates.every((date) => Math.ceil(date.getUTCDate() / 7) === week) ? `FREQ=YEARLY;BYMONTH=${month};BYDAY=${week}${weekday}` : null;
}

const yearOf = (wall: Wall): number => new Date(wall).getUTCFullYear();

/** From which change on they come every year by one rule until `lastYear`; null where they do not. */
function regularTail(onsets: readonly Wall[], lastYear: number): { from: number; rule: string } | null {
  let found: { from: number; rule: string } | null = null;
  for (let from = onsets.length - 1; from >= 0; from--) {
    if (yearOf(onsets[from] as Wall) !== lastYear - (onsets.length - 1 - from)) break;
    const rule = dayRule(onsets.slice(from));
    if (!rule) break;
    found = { from, rule };
  }
  return found && onsets.length - found.from >= YEARS_OF_PROOF ? found : null;
}

function observance({ before, after }: Change, onsets: readonly Wall[], rule?: string): string[] {
  const kind = after > before ? 'DAYLIGHT' : 'STANDARD';
  const [first, ...others] = onsets;
  return [
    `BEGIN:${kind}`,
    `DTSTART:${keyOf(first as Wall, false)}`,
    `TZOFFSETFROM:${offsetText(before)}`,
    `TZOFFSETTO:${offsetText(after)}`,
    `TZNAME:${offsetText(after)}`,
    // One each: some readers take the first value of a list only.
    ...(rule ? [`RRULE:${rule}`] : others.map((onset) => `RDATE:${keyOf(onset, false)}`)),
    `END:${kind}`,
  ];
}

/**
 * The VTIMEZONE (RFC 5545, 3.6.5) of a zone, true for all instants from `from` to `to`; with `to` null for a calendar
 * without an end that was last changed at `changed`: yearly rules where the zone has them, else a list of some years.
 */
export function timeZoneComponent(timeZone: string, span: { from: Date; to: Date | null; changed: Date }): string[] {
  const open = span.to === null;
  // A year earlier, so that what is in force at the start has begun.
  const from = Date.UTC(span.from.getUTCFullYear() - 1, 0, 1);
  const end = span.to?.getTime() ?? Math.max(span.from.getTime(), span.changed.getTime()) + YEARS_AHEAD * YEAR;
  const lastYear = yearOf(end);
  const segments = zoneOf(timeZone).segments(from, Date.UTC(lastYear + 1, 0, 1));
  const groups = new Map<string, Change[]>();
  segments.slice(1).forEach((segment, i) => {
    const before = segments[i]?.offset ?? 0;
    const change = { onset: segment.from + before, before, after: segment.offset };
    const key = `${before}|${segment.offset}`;
    groups.set(key, [...(groups.get(key) ?? []), change]);
  });
  const initial = segments[0]?.offset ?? 0;
  const lines = ['BEGIN:VTIMEZONE', `TZID:${timeZone}`, ...observance({ onset: from, before: initial, after: initial }, [from + initial])];
  for (const changes of groups.values()) {
    const onsets = changes.map((change) => change.onset);
    const tail = open ? regularTail(onsets, lastYear) : null;
    const listed = tail ? onsets.slice(0, tail.from) : onsets;
    const change = changes[0] as Change;
    if (listed.length > 0) lines.push(...observance(change, listed));
    if (tail) lines.push(...observance(change, onsets.slice(tail.from), tail.rule));
  }
  return [...lines, 'END:VTIMEZONE'];
}
