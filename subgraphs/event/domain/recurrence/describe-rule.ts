import { readRule, type ByDay, type RuleParts } from './rule-text.js';
import { ENGLISH, GERMAN, type RuleWords } from './rule-words.js';

function list(items: readonly string[], { and }: RuleWords): string {
  const [last, ...before] = [...items].reverse();
  return before.length === 0 ? (last ?? '') : `${before.reverse().join(', ')} ${and} ${last}`;
}

const FROM_MONDAY = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

function daysInWords(byDay: readonly ByDay[], words: RuleWords): string {
  const sorted = [...byDay].sort((a, b) => (a.ordinal ?? 0) - (b.ordinal ?? 0) || FROM_MONDAY.indexOf(a.weekday) - FROM_MONDAY.indexOf(b.weekday));
  const named = sorted.map((day) => (day.ordinal === null ? words.weekdays[day.weekday] : words.nth(day.ordinal, words.weekdays[day.weekday])));
  return byDay.some((day) => day.ordinal !== null) ? words.onThe(list(named, words)) : words.onDays(list(named, words));
}

const isWorkdays = ({ byDay, frequency, interval, lists }: RuleParts): boolean =>
  (frequency === 'WEEKLY' || frequency === 'DAILY') &&
  interval === 1 &&
  lists.BYSETPOS === undefined &&
  byDay?.length === 5 &&
  byDay.every((day) => day.ordinal === null && day.weekday !== 'SA' && day.weekday !== 'SU');

const positiveFirst = (numbers: readonly number[]): number[] => [...numbers].sort((a, b) => Number(a < 0) - Number(b < 0) || a - b);

/** Times of the day, where the hours are told; "09:15". */
function timesInWords({ lists }: RuleParts, words: RuleWords): string | null {
  const { BYHOUR: hours, BYMINUTE: minutes, BYSECOND: seconds } = lists;
  if (!hours && !minutes && !seconds) return '';
  if (!hours || !minutes || seconds) return null;
  const times = hours.flatMap((hour) => minutes.map((minute) => `${hour}:${String(minute).padStart(2, '0')}`));
  return words.atTimes(list(times, words));
}

function endInWords({ count, until }: RuleParts, words: RuleWords): string {
  if (count !== null) return `, ${words.times(count)}`;
  if (!until) return '';
  const date = new Date(until.value);
  return `, ${words.until(words.date(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()))}`;
}

/** All parts in words; null where one of them has none. */
function inWords(parts: RuleParts, words: RuleWords): string | null {
  const { frequency, lists, byDay } = parts;
  if (frequency === 'SECONDLY' || frequency === 'MINUTELY') return null;
  if (frequency === 'HOURLY' && (lists.BYHOUR ?? lists.BYMINUTE ?? lists.BYSECOND)) return null;
  const times = timesInWords(parts, words);
  const otherWeek = parts.weekStart !== 'MO' && (parts.interval > 1 || lists.BYWEEKNO !== undefined);
  if (times === null || otherWeek || (byDay && (lists.BYMONTHDAY ?? lists.BYYEARDAY))) return null;
  const workdays = isWorkdays(parts);
  const pieces = [
    workdays ? words.workdays : words.every(parts.interval, frequency),
    byDay && !workdays ? daysInWords(byDay, words) : '',
    lists.BYMONTHDAY ? words.onThe(list(positiveFirst(lists.BYMONTHDAY).map(words.dayOfMonth), words)) : '',
    lists.BYYEARDAY ? words.onThe(list(positiveFirst(lists.BYYEARDAY).map(words.dayOfYear), words)) : '',
    lists.BYWEEKNO ? words.inWeeks(list(positiveFirst(lists.BYWEEKNO).map(words.week), words)) : '',
    lists.BYMONTH ? words.inMonths(list(lists.BYMONTH.map((month) => words.months[month - 1] ?? ''), words)) : '',
    times,
  ];
  const chosen = lists.BYSETPOS && `, ${words.positions(list(positiveFirst(lists.BYSETPOS).map(words.position), words), words.units[frequency])}`;
  return `${pieces.filter(Boolean).join(' ')}${chosen ?? ''}${endInWords(parts, words)}`;
}

const capitalised = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);

/**
 * A rule in words, such as "Every week on Monday and Friday, 10 times". Nothing of it is left out: a rule that has
 * parts without words, or cannot be read, is told as it is written. UNTIL is told as its day in UTC.
 */
export function describeRule(rule: string, locale: 'en' | 'de'): string {
  const words = locale === 'de' ? GERMAN : ENGLISH;
  const read = readRule(rule);
  return capitalised(('fault' in read ? null : inWords(read.parts, words)) ?? words.byRule(rule));
}
