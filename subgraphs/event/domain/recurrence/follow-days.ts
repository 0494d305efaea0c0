import { DAY, dayOf, type Wall } from './local-time.js';
import { byDayText, WEEKDAYS, type ByDay, type RuleParts, type Weekday } from './rule-text.js';

/** A series' first start as it was, and as it is to be. */
export interface Move {
  readonly from: Wall;
  readonly to: Wall;
}

/** Parts of a rule that get another text; null: they go. */
export type Changes = Readonly<Record<string, string | null>>;

interface Day {
  readonly weekday: Weekday;
  readonly month: number;
  readonly dayOfMonth: number;
  readonly daysInMonth: number;
  readonly dayOfYear: number;
  readonly daysInYear: number;
}

function dayAt(wall: Wall): Day {
  const date = new Date(wall);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  return {
    weekday: WEEKDAYS[date.getUTCDay()] as Weekday,
    month: month + 1,
    dayOfMonth: date.getUTCDate(),
    daysInMonth: new Date(Date.UTC(year, month + 1, 0)).getUTCDate(),
    dayOfYear: (dayOf(wall) - Date.UTC(year, 0, 1)) / DAY + 1,
    daysInYear: (Date.UTC(year + 1, 0, 1) - Date.UTC(year, 0, 1)) / DAY,
  };
}

const modulo = (value: number, by: number): number => ((value % by) + by) % by;

/** All moved by as much; null when one of them would leave the range. A single one is set, whatever it was. */
export function movedBy(values: readonly number[], by: number, set: number, { from, to }: { from: number; to: number }): readonly number[] | null {
  if (values.length === 1) return [set];
  const moved = values.map((value) => value + by);
  return moved.every((value) => value >= from && value <= to) ? moved : null;
}

const listed = (values: readonly number[] | null): string[] => (values ? [values.join(',')] : []);

/**
 * The days of a rule, moved as its first start was: weekdays by as many days, days of the month or year and counted
 * weekdays (2TU) to what the new start is. What can't follow stays.
 */
export function followDays(parts: RuleParts, { from, to }: Move): Changes {
  const days = (dayOf(to) - dayOf(from)) / DAY;
  if (days === 0) return {};
  const [old, now] = [dayAt(from), dayAt(to)];
  const long = parts.frequency === 'MONTHLY' || parts.frequency === 'YEARLY';
  return {
    ...(parts.frequency === 'WEEKLY' ? {} : followMonths(parts, old, now)),
    ...followMonthDays(parts, old, now),
    ...followYearDays(parts, days, now),
    ...(long ? followCountedDays(parts, days, old, now) : followWeekdays(parts, days)),
  };
}

function followMonths({ lists }: RuleParts, old: Day, now: Day): Changes {
  if (!lists.BYMONTH || old.month === now.month) return {};
  const months = lists.BYMONTH.map((month) => modulo(month - 1 + now.month - old.month, 12) + 1).sort((a, b) => a - b);
  return { BYMONTH: months.join(',') };
}

/** Days that are counted from the end stay so within their month. */
function followMonthDays({ lists: { BYMONTHDAY } }: RuleParts, old: Day, now: Day): Changes {
  if (!BYMONTHDAY) return {};
  const fromEnd = BYMONTHDAY.every((day) => day < 0) && old.month === now.month;
  if (!fromEnd && BYMONTHDAY.some((day) => day < 0) && BYMONTHDAY.length > 1) return {};
  const moved = fromEnd
    ? movedBy(BYMONTHDAY, now.dayOfMonth - old.dayOfMonth, now.dayOfMonth - now.daysInMonth - 1, { from: -31, to: -1 })
    : movedBy(BYMONTHDAY, now.dayOfMonth - old.dayOfMonth, now.dayOfMonth, { from: 1, to: 31 });
  return Object.fromEntries(listed(moved).map((text) => ['BYMONTHDAY', text]));
}

function followYearDays({ lists: { BYYEARDAY } }: RuleParts, days: number, now: Day): Changes {
  if (!BYYEARDAY) return {};
  const fromEnd = BYYEARDAY.every((day) => day < 0);
  if (!fromEnd && BYYEARDAY.some((day) => day < 0)) return {};
  const moved = fromEnd
    ? movedBy(BYYEARDAY, days, now.dayOfYear - now.daysInYear - 1, { from: -366, to: -1 })
    : movedBy(BYYEARDAY, days, now.dayOfYear, { from: 1, to: 366 });
  return Object.fromEntries(listed(moved).map((text) => ['BYYEARDAY', text]));
}

const later = (weekday: Weekday, days: number): Weekday => WEEKDAYS[modulo(WEEKDAYS.indexOf(weekday) + days, 7)] as Weekday;

const textOf = (days: readonly ByDay[]): string => days.map(byDayText).join(',');

/** Weekdays, and where some of them would change the week, the day on which a week begins. */
function followWeekdays({ byDay, frequency, interval, lists, weekStart }: RuleParts, days: number): Changes {
  if (!byDay) return {};
  const moved = { BYDAY: textOf(byDay.map((day) => ({ ...day, weekday: later(day.weekday, days) }))) };
  const weeks = byDay.map(({ weekday }) => Math.floor((modulo(WEEKDAYS.indexOf(weekday) - WEEKDAYS.indexOf(weekStart), 7) + modulo(days, 7)) / 7));
  const apart = frequency === 'WEEKLY' && (interval > 1 || lists.BYSETPOS !== undefined) && new Set(weeks).size > 1;
  return apart ? { ...moved, WKST: later(weekStart, days) } : moved;
}

/** Weekdays of a month or year, with their numbers where they have some. */
function followCountedDays(parts: RuleParts, days: number, old: Day, now: Day): Changes {
  const { byDay, lists } = parts;
  const [only, ...others] = byDay ?? [];
  if (!byDay || !only || lists.BYWEEKNO || lists.BYMONTHDAY) return byDay && lists.BYWEEKNO ? followWeekdays(parts, days) : {};
  if (lists.BYSETPOS) return followPosition(parts, byDay, now);
  if (byDay.every(({ ordinal }) => ordinal === null)) return followWeekdays(parts, days);
  const inYear = parts.frequency === 'YEARLY' && !lists.BYMONTH;
  if (others.length === 0) {
    const fromEnd = (only.ordinal ?? 0) < 0 && (inYear || old.month === now.month);
    return { BYDAY: byDayText({ ordinal: ordinalOf(now, inYear, fromEnd), weekday: now.weekday }) };
  }
  const weeks = weekOf(now, inYear) - weekOf(old, inYear);
  const moved = byDay.map((day) => ({ ordinal: day.ordinal === null ? null : day.ordinal + weeks, weekday: later(day.weekday, days) }));
  const fits = byDay.every(({ ordinal }, index) => Math.sign(ordinal ?? 0) === Math.sign(moved[index]?.ordinal ?? 0)) && moved.every(({ ordinal }) => inYear || Math.abs(ordinal ?? 0) <= 5);
  return fits ? { BYDAY: textOf(moved) } : {};
}

const weekOf = ({ dayOfMonth, dayOfYear }: Day, inYear: boolean): number => Math.ceil((inYear ? dayOfYear : dayOfMonth) / 7);

/** Which one of its weekday it is in its month or year. A fifth of a month is its last: most months have none. */
function ordinalOf(day: Day, inYear: boolean, fromEnd: boolean): number {
  const [at, length] = inYear ? [day.dayOfYear, day.daysInYear] : [day.dayOfMonth, day.daysInMonth];
  const number = fromEnd ? -Math.ceil((length - at + 1) / 7) : Math.ceil(at / 7);
  return !inYear && number === 5 ? -1 : number;
}

/** The last workday of a month becomes the last but one; a single weekday may become another. */
function followPosition({ frequency, lists: { BYSETPOS, BYMONTH } }: RuleParts, byDay: readonly ByDay[], now: Day): Changes {
  const [position] = BYSETPOS ?? [];
  const days = byDay.length === 1 ? [{ ordinal: null, weekday: now.weekday }] : byDay;
  const chosen = new Set(days.map(({ weekday }) => weekday));
  const countable = frequency === 'MONTHLY' || BYMONTH?.length === 1;
  if (position === undefined || BYSETPOS?.length !== 1 || byDay.some(({ ordinal }) => ordinal !== null) || !countable || !chosen.has(now.weekday)) return {};
  const inMonth = Array.from({ length: now.daysInMonth }, (_, index) => index + 1).filter((day) => chosen.has(later(now.weekday, day - now.dayOfMonth)));
  const place = inMonth.indexOf(now.dayOfMonth);
  return { BYDAY: textOf(days), BYSETPOS: String(position < 0 ? place - inMonth.length : place + 1) };
}
