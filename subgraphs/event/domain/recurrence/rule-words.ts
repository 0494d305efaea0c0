import type { Weekday } from './rule-text.js';

/** The words in which a rule is told. Numbers of weekdays as in `Date.getUTCDay`, of months from 1. */
export interface RuleWords {
  /** "every 2 weeks" for an interval and the frequency's name. */
  every(interval: number, unit: 'HOURLY' | 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY'): string;
  readonly weekdays: { readonly [day in Weekday]: string };
  readonly months: readonly string[];
  readonly and: string;
  readonly or: string;
  /** "on Monday and Wednesday". */
  onDays(days: string): string;
  readonly workdays: string;
  /** What "the last" of all days, of Monday to Friday and of the weekend is the last of. */
  readonly day: string;
  readonly workday: string;
  readonly weekendDay: string;
  /** "on the second Monday": the day itself, without the preposition. */
  nth(ordinal: number, day: string): string;
  onThe(list: string): string;
  /** Weekdays that count only when they are such a day of the month. */
  fallingOn(weekdays: string, days: string): string;
  /** "10 November", and a list of these with its preposition. */
  dayOfYearByName(day: number, month: number): string;
  onDates(dates: string): string;
  /** "15th" of a month; from its end for negative ones. */
  dayOfMonth(day: number): string;
  dayOfYear(day: number): string;
  week(number: number): string;
  inMonths(months: string): string;
  inWeeks(weeks: string): string;
  time(hour: number, minute: number): string;
  atTimes(times: string): string;
  /** Where it matters that weeks begin on another day than Monday. */
  weeksFrom(day: string): string;
  /** Of what the rest gives in each period, only these. */
  positions(positions: string, unit: string): string;
  readonly units: { readonly [frequency in 'HOURLY' | 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY']: string };
  position(position: number): string;
  times(count: number): string;
  until(day: string): string;
  /** When it cannot be told in words. */
  byRule(rule: string): string;
  date(year: number, month: number, day: number): string;
}

const ENGLISH_ORDINALS = ['', 'first', 'second', 'third', 'fourth', 'fifth'];
const suffix = (n: number): string => (n % 100 >= 11 && n % 100 <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th'));
const english = (n: number): string => ENGLISH_ORDINALS[n] ?? `${n}${suffix(n)}`;
const fromEnd = (n: number): string => (n === -1 ? 'last' : `${english(-n)} to last`);
const ENGLISH_MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

export const ENGLISH: RuleWords = {
  every: (interval, unit) => {
    const [one, many] = { HOURLY: ['hour', 'hours'], DAILY: ['day', 'days'], WEEKLY: ['week', 'weeks'], MONTHLY: ['month', 'months'], YEARLY: ['year', 'years'] }[unit] as [string, string];
    return interval === 1 ? `every ${one}` : `every ${interval} ${many}`;
  },
  weekdays: { SU: 'Sunday', MO: 'Monday', TU: 'Tuesday', WE: 'Wednesday', TH: 'Thursday', FR: 'Friday', SA: 'Saturday' },
  months: ENGLISH_MONTHS,
  and: 'and',
  or: 'or',
  onDays: (days) => `on ${days}`,
  workdays: 'every weekday (Monday to Friday)',
  day: 'day',
  workday: 'weekday (Monday to Friday)',
  weekendDay: 'day of a weekend',
  nth: (ordinal, day) => `${ordinal > 0 ? english(ordinal) : fromEnd(ordinal)} ${day}`,
  onThe: (list) => `on the ${list}`,
  fallingOn: (weekdays, days) => `on each ${weekdays} that is the ${days}`,
  dayOfYearByName: (day, month) => `${day} ${ENGLISH_MONTHS[month - 1] ?? ''}`,
  onDates: (dates) => `on ${dates}`,
  dayOfMonth: (day) => (day > 0 ? `${day}${suffix(day)}` : `${fromEnd(day)} day`),
  dayOfYear: (day) => `${day > 0 ? `${day}${suffix(day)}` : fromEnd(day)} day of the year`,
  week: (number) => (number > 0 ? `${number}` : `${-number} from the end`),
  inMonths: (months) => `in ${months}`,
  inWeeks: (weeks) => `in ISO week ${weeks}`,
  time: (hour, minute) => `${hour}:${String(minute).padStart(2, '0')}`,
  atTimes: (times) => `at ${times}`,
  weeksFrom: (day) => `weeks beginning on ${day}`,
  positions: (positions, unit) => `only the ${positions} of these in each ${unit}`,
  units: { HOURLY: 'hour', DAILY: 'day', WEEKLY: 'week', MONTHLY: 'month', YEARLY: 'year' },
  position: (position) => (position > 0 ? english(position) : fromEnd(position)),
  times: (count) => (count === 1 ? 'once' : `${count} times`),
  until: (day) => `until ${day}`,
  byRule: (rule) => `by the rule ${rule}`,
  date: (year, month, day) => `${day} ${ENGLISH_MONTHS[month - 1] ?? ''} ${year}`,
};

const GERMAN_ORDINALS = ['', 'ersten', 'zweiten', 'dritten', 'vierten', 'fünften'];
const german = (n: number): string => GERMAN_ORDINALS[n] ?? `${n}.`;
const vomEnde = (n: number): string => (n === -1 ? 'letzten' : n === -2 ? 'vorletzten' : `${german(-n)} von hinten gezählten`);
const GERMAN_MONTHS = ['Januar', 'Februar', 'März', 'April', 'Mai', 'Juni', 'Juli', 'August', 'September', 'Oktober', 'November', 'Dezember'];

export const GERMAN: RuleWords = {
  every: (interval, unit) => {
    const [one, many] = { HOURLY: ['jede Stunde', 'Stunden'], DAILY: ['jeden Tag', 'Tage'], WEEKLY: ['jede Woche', 'Wochen'], MONTHLY: ['jeden Monat', 'Monate'], YEARLY: ['jedes Jahr', 'Jahre'] }[unit] as [string, string];
    return interval === 1 ? one : `alle ${interval} ${many}`;
  },
  weekdays: { SU: 'Sonntag', MO: 'Montag', TU: 'Dienstag', WE: 'Mittwoch', TH: 'Donnerstag', FR: 'Freitag', SA: 'Samstag' },
  months: GERMAN_MONTHS,
  and: 'und',
  or: 'oder',
  onDays: (days) => `am ${days}`,
  workdays: 'jeden Werktag (Montag bis Freitag)',
  day: 'Tag',
  workday: 'Werktag (Montag bis Freitag)',
  weekendDay: 'Tag eines Wochenendes',
  nth: (ordinal, day) => `${ordinal > 0 ? german(ordinal) : vomEnde(ordinal)} ${day}`,
  onThe: (list) => `am ${list}`,
  fallingOn: (weekdays, days) => `an jedem ${weekdays}, der auf den ${days} fällt`,
  dayOfYearByName: (day, month) => `${day}. ${GERMAN_MONTHS[month - 1] ?? ''}`,
  onDates: (dates) => `am ${dates}`,
  dayOfMonth: (day) => (day > 0 ? `${day}.` : `${vomEnde(day)} Tag`),
  dayOfYear: (day) => `${day > 0 ? `${day}.` : vomEnde(day)} Tag des Jahres`,
  week: (number) => (number > 0 ? `${number}` : `${-number} vom Jahresende`),
  inMonths: (months) => `im ${months}`,
  inWeeks: (weeks) => `in ISO-Woche ${weeks}`,
  time: (hour, minute) => `${hour}:${String(minute).padStart(2, '0')}`,
  atTimes: (times) => `um ${times} Uhr`,
  weeksFrom: (day) => `Wochen ab ${day}`,
  positions: (positions, unit) => `davon nur den ${positions} Termin ${unit}`,
  units: { HOURLY: 'jeder Stunde', DAILY: 'jedes Tages', WEEKLY: 'jeder Woche', MONTHLY: 'jedes Monats', YEARLY: 'jedes Jahres' },
  position: (position) => (position > 0 ? german(position) : vomEnde(position)),
  times: (count) => (count === 1 ? 'einmal' : `${count}-mal`),
  until: (day) => `bis ${day}`,
  byRule: (rule) => `nach der Regel ${rule}`,
  date: (year, month, day) => `${day}. ${GERMAN_MONTHS[month - 1] ?? ''} ${year}`,
};
