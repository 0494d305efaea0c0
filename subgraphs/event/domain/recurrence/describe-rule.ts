import { wallOf, type Wall } from './local-time.js';
import { readRule, WEEKDAYS, type ByDay, type RuleParts, type Weekday } from './rule-text.js';
import { ENGLISH, GERMAN, type RuleWords } from './rule-words.js';
import type { Series } from './series.js';
import { zoneOf } from './zone.js';

/** The languages that rules are told in. */
export type RuleLanguage = 'en' | 'de';

function list(items: readonly string[], between: string): string {
  const [last, ...before] = [...items].reverse();
  return before.length === 0 ? (last ?? '') : `${before.reverse().join(', ')} ${between} ${last}`;
}

const FROM_MONDAY: readonly Weekday[] = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const sorted = (byDay: readonly ByDay[]): ByDay[] =>
  [...byDay].sort((a, b) => order(a.ordinal ?? 0) - order(b.ordinal ?? 0) || FROM_MONDAY.indexOf(a.weekday) - FROM_MONDAY.indexOf(b.weekday));
/** What is counted from the end comes last. */
const order = (number: number): number => (number < 0 ? 1000 + number : number);
const inOrder = (numbers: readonly number[]): number[] => [...numbers].sort((a, b) => order(a) - order(b));

/** What RFC 5545 takes from the start where a rule leaves it out. */
function completed(parts: RuleParts, start: Wall): RuleParts {
  const date = new Date(start);
  const { byDay, lists, frequency } = parts;
  if (byDay ?? lists.BYMONTHDAY ?? lists.BYYEARDAY ?? (frequency === 'DAILY' || frequency === 'HOURLY')) return parts;
  if (frequency === 'WEEKLY' || lists.BYWEEKNO) return { ...parts, byDay: [{ ordinal: null, weekday: WEEKDAYS[date.getUTCDay()] as Weekday }] };
  const month = frequency === 'YEARLY' && !lists.BYMONTH ? { BYMONTH: [date.getUTCMonth() + 1] } : {};
  return { ...parts, lists: { ...lists, ...month, BYMONTHDAY: [date.getUTCDate()] } };
}

const isEach = (byDay: readonly ByDay[] | undefined, weekdays: readonly Weekday[]): boolean =>
  byDay?.length === weekdays.length && byDay.every(({ ordinal, weekday }) => ordinal === null && weekdays.includes(weekday));

/** Days that have one name together. */
function namedTogether(byDay: readonly ByDay[], words: RuleWords): string | null {
  if (isEach(byDay, FROM_MONDAY)) return words.day;
  if (isEach(byDay, FROM_MONDAY.slice(0, 5))) return words.workday;
  if (isEach(byDay, FROM_MONDAY.slice(5))) return words.weekendDay;
  return byDay.length === 1 && byDay[0]?.ordinal === null ? words.weekdays[byDay[0].weekday] : null;
}

function daysInWords({ byDay, lists }: RuleParts, words: RuleWords): string {
  if (!byDay) return '';
  const named = (between: string): string =>
    list(sorted(byDay).map(({ ordinal, weekday }) => (ordinal === null ? words.weekdays[weekday] : words.nth(ordinal, words.weekdays[weekday]))), between);
  if (lists.BYMONTHDAY) return words.fallingOn(named(words.or), list(inOrder(lists.BYMONTHDAY).map(words.dayOfMonth), words.or));
  return byDay.some(({ ordinal }) => ordinal !== null) ? words.onThe(named(words.and)) : words.onDays(named(words.and));
}

/** Days of a month, or of the year where the months are told with them. */
function datesInWords({ byDay, frequency, lists }: RuleParts, words: RuleWords): string {
  const { BYMONTHDAY: days, BYMONTH: months } = lists;
  if (!days || byDay) return '';
  const [month, ...others] = months ?? [];
  if (frequency === 'YEARLY' && month !== undefined && others.length === 0 && days.every((day) => day > 0)) {
    return words.onDates(list(days.map((day) => words.dayOfYearByName(day, month)), words.and));
  }
  return words.onThe(list(inOrder(days).map(words.dayOfMonth), words.and));
}

/** "the last workday", where BYSETPOS chooses from days that have a name; null where it does not. */
function chosenInWords({ byDay, lists }: RuleParts, words: RuleWords): string | null {
  const name = byDay && !lists.BYMONTHDAY && namedTogether(byDay, words);
  if (!name || !lists.BYSETPOS) return null;
  return words.onThe(list(inOrder(lists.BYSETPOS).map((position) => words.nth(position, name)), words.and));
}

/** Times of the day, such as "9:05"; null where there are seconds. */
function timesInWords({ frequency, lists }: RuleParts, start: Wall, words: RuleWords): string | null {
  const { BYHOUR, BYMINUTE, BYSECOND } = lists;
  if (!BYHOUR && !BYMINUTE && !BYSECOND) return '';
  if (BYSECOND || frequency === 'HOURLY') return null;
  const date = new Date(start);
  const minutes = BYMINUTE ?? [date.getUTCMinutes()];
  const times = (BYHOUR ?? [date.getUTCHours()]).flatMap((hour) => minutes.map((minute) => words.time(hour, minute)));
  return words.atTimes(list(times, words.and));
}

function endInWords({ count, until }: RuleParts, { allDay, timeZone }: Series, words: RuleWords): string {
  if (count !== null) return `, ${words.times(count)}`;
  if (!until) return '';
  const date = new Date(until.form === 'instant' && !allDay ? zoneOf(timeZone).wallAt(until.value) : until.value);
  return `, ${words.until(words.date(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()))}`;
}

/** All parts in words; null where one of them has none. */
function inWords(read: RuleParts, series: Series, words: RuleWords): string | null {
  const start = wallOf(series.start);
  const parts = completed(read, start);
  const { frequency, lists, byDay, interval } = parts;
  if (frequency === 'SECONDLY' || frequency === 'MINUTELY') return null;
  const times = timesInWords(parts, start, words);
  if (times === null || (byDay && lists.BYYEARDAY)) return null;
  const often = frequency === 'WEEKLY' || frequency === 'DAILY';
  const workdays = often && interval === 1 && !lists.BYSETPOS && !lists.BYMONTHDAY && isEach(byDay, FROM_MONDAY.slice(0, 5));
  const chosen = chosenInWords(parts, words);
  const dates = datesInWords(parts, words);
  const withMonth = frequency === 'YEARLY' && lists.BYMONTH?.length === 1 && lists.BYMONTHDAY?.every((day) => day > 0) && !byDay;
  const pieces = [
    workdays ? words.workdays : words.every(interval, frequency),
    chosen ?? (workdays ? '' : daysInWords(parts, words)),
    dates,
    lists.BYYEARDAY ? words.onThe(list(inOrder(lists.BYYEARDAY).map(words.dayOfYear), words.and)) : '',
    lists.BYWEEKNO ? words.inWeeks(list(inOrder(lists.BYWEEKNO).map(words.week), words.and)) : '',
    lists.BYMONTH && !withMonth ? words.inMonths(list(lists.BYMONTH.map((month) => words.months[month - 1] ?? ''), words.and)) : '',
    times,
  ];
  const some = lists.BYSETPOS && chosen === null ? `, ${words.positions(list(inOrder(lists.BYSETPOS).map(words.position), words.and), words.units[frequency])}` : '';
  const otherWeek = parts.weekStart !== 'MO' && ((frequency === 'WEEKLY' && interval > 1 && (byDay?.length ?? 1) > 1) || lists.BYWEEKNO);
  const weeks = otherWeek ? `, ${words.weeksFrom(words.weekdays[parts.weekStart])}` : '';
  return `${pieces.filter(Boolean).join(' ')}${some}${weeks}${endInWords(parts, series, words)}`;
}

const capitalised = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);

/**
 * A series' rule in words, such as "Every week on Monday and Friday, 10 times". Nothing of it is left out: a rule that has
 * parts without words, or cannot be read, is told as it is written. UNTIL is told as its day in the series' zone.
 */
export function describeRule(series: Series, language: RuleLanguage): string {
  const words = language === 'de' ? GERMAN : ENGLISH;
  const rule = series.rule ?? '';
  const read = readRule(rule);
  return capitalised(('fault' in read ? null : inWords(read.parts, series, words)) ?? words.byRule(rule));
}
