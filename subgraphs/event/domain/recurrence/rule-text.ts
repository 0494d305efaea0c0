import { readWall, type Wall } from './local-time.js';

export const FREQUENCIES = ['SECONDLY', 'MINUTELY', 'HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;
export type Frequency = (typeof FREQUENCIES)[number];

/** Days of the week as RFC 5545 writes them, Sunday first as in `Date.getUTCDay`. */
export const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** `2MO` is the second Monday, `-1MO` the last; `ordinal` is null for every Monday. */
export interface ByDay {
  readonly ordinal: number | null;
  readonly weekday: Weekday;
}

/** An RRULE's UNTIL: a day, a local time, or (with `Z`) an instant, all as the numbers that the text shows. */
export interface Until {
  readonly form: 'day' | 'local' | 'instant';
  readonly value: Wall;
}

export const NUMBER_LISTS = ['BYMONTH', 'BYWEEKNO', 'BYYEARDAY', 'BYMONTHDAY', 'BYHOUR', 'BYMINUTE', 'BYSECOND', 'BYSETPOS'] as const;
export type NumberList = (typeof NUMBER_LISTS)[number];

/** An RRULE taken apart. A list that the rule does not have is absent; those there are sorted, without doubles. */
export interface RuleParts {
  readonly frequency: Frequency;
  readonly interval: number;
  readonly count: number | null;
  readonly until: Until | null;
  readonly weekStart: Weekday;
  readonly byDay?: readonly ByDay[];
  readonly lists: { readonly [list in NumberList]?: readonly number[] };
}

/** The longest text of a rule that is read at all. */
export const LONGEST_RULE = 1000;

const RANGES: { readonly [list in NumberList]: { from: number; to: number; negative: boolean } } = {
  BYMONTH: { from: 1, to: 12, negative: false },
  BYWEEKNO: { from: 1, to: 53, negative: true },
  BYYEARDAY: { from: 1, to: 366, negative: true },
  BYMONTHDAY: { from: 1, to: 31, negative: true },
  BYHOUR: { from: 0, to: 23, negative: false },
  BYMINUTE: { from: 0, to: 59, negative: false },
  BYSECOND: { from: 0, to: 59, negative: false },
  BYSETPOS: { from: 1, to: 366, negative: true },
};

const isOneOf = <Value extends string>(values: readonly Value[], text: string): text is Value => (values as readonly string[]).includes(text);

class RuleFault extends Error {}

function wholeNumber(name: string, text: string, from: number, to: number): number {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : NaN;
  if (!(value >= from && value <= to)) throw new RuleFault(`${name} is a whole number from ${from} to ${to}.`);
  return value;
}

function readNumbers(list: NumberList, text: string): number[] {
  const { from, to, negative } = RANGES[list];
  const values = text.split(',').map((item) => {
    const value = /^[+-]?\d{1,3}$/.test(item) ? Number(item) : NaN;
    const size = negative ? Math.abs(value) : value;
    if (size >= from && size <= to) return value;
    throw new RuleFault(`${list} takes whole numbers from ${from} to ${to}${negative ? `, or -${to} to -${from}` : ''}.`);
  });
  return [...new Set(values)].sort((a, b) => a - b);
}

function readDays(text: string): ByDay[] {
  const seen = new Map<string, ByDay>();
  for (const item of text.split(',')) {
    const match = /^([+-]?\d{1,2})?(SU|MO|TU|WE|TH|FR|SA)$/.exec(item);
    const ordinal = match?.[1] === undefined ? null : Number(match[1]);
    if (!match || (ordinal !== null && (ordinal === 0 || Math.abs(ordinal) > 53))) {
      throw new RuleFault('BYDAY takes days such as MO, 2MO or -1MO, counted from 1 to 53.');
    }
    const weekday = match[2] as Weekday;
    seen.set(`${ordinal ?? ''}${weekday}`, { ordinal, weekday });
  }
  return [...seen.values()].sort((a, b) => WEEKDAYS.indexOf(a.weekday) - WEEKDAYS.indexOf(b.weekday) || (a.ordinal ?? 0) - (b.ordinal ?? 0));
}

function readUntil(text: string): Until {
  const local = text.endsWith('Z') ? text.slice(0, -1) : text;
  const day = /^\d{8}$/.test(text);
  const value = day || /^\d{8}T\d{6}$/.test(local) ? readWall(local) : null;
  if (value === null) throw new RuleFault('UNTIL is a day such as 20301231, or an instant such as 20301231T225959Z.');
  return { form: day ? 'day' : local === text ? 'local' : 'instant', value };
}

function splitRule(rule: string): Map<string, string> {
  if (rule.length > LONGEST_RULE) throw new RuleFault(`A rule has at most ${LONGEST_RULE} characters.`);
  // Printable ASCII only: a line break would smuggle further lines into a feed.
  if (!/^[\x21-\x7e]+$/.test(rule)) throw new RuleFault('A rule consists of printable characters without spaces, such as FREQ=WEEKLY;BYDAY=MO.');
  const parts = new Map<string, string>();
  for (const part of rule.toUpperCase().split(';')) {
    const [name, value, ...rest] = part.split('=');
    if (!name || !value || rest.length > 0) throw new RuleFault(`"${part}" is not of the form NAME=VALUE.`);
    if (parts.has(name)) throw new RuleFault(`${name} stands there twice.`);
    parts.set(name, value);
  }
  return parts;
}

const KNOWN = new Set<string>(['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'BYDAY', 'WKST', ...NUMBER_LISTS]);

function readParts(rule: string): RuleParts {
  const parts = splitRule(rule);
  for (const name of parts.keys()) if (!KNOWN.has(name)) throw new RuleFault(`${name} is no part of a rule that is supported.`);
  const frequency = parts.get('FREQ') ?? '';
  if (!isOneOf(FREQUENCIES, frequency)) throw new RuleFault('FREQ is one of YEARLY, MONTHLY, WEEKLY, DAILY and HOURLY.');
  const weekStart = parts.get('WKST') ?? 'MO';
  if (!isOneOf(WEEKDAYS, weekStart)) throw new RuleFault('WKST is a day such as MO.');
  const lists: { [list in NumberList]?: number[] } = {};
  for (const list of NUMBER_LISTS) {
    const text = parts.get(list);
    if (text !== undefined) lists[list] = readNumbers(list, text);
  }
  const [interval, count, until, days] = ['INTERVAL', 'COUNT', 'UNTIL', 'BYDAY'].map((name) => parts.get(name));
  return {
    frequency,
    interval: interval === undefined ? 1 : wholeNumber('INTERVAL', interval, 1, 9_999_999_999),
    count: count === undefined ? null : wholeNumber('COUNT', count, 1, 9_999_999_999),
    until: until === undefined ? null : readUntil(until),
    weekStart,
    byDay: days === undefined ? undefined : readDays(days),
    lists,
  };
}

/** Reads the text of an RRULE (RFC 5545, 3.3.10): its parts, or what is wrong with its grammar or ranges. */
export function readRule(rule: string): { parts: RuleParts } | { fault: string } {
  try {
    return { parts: readParts(rule) };
  } catch (error) {
    if (error instanceof RuleFault) return { fault: error.message };
    throw error;
  }
}

/** A BYDAY as the RFC writes it. */
export const byDayText = (day: ByDay): string => `${day.ordinal ?? ''}${day.weekday}`;
