import { type Wall } from './local-time.js';
import { byDayText, NUMBER_LISTS, WEEKDAYS, type ByDay, type NumberList, type RuleParts } from './rule-text.js';

const EVERY_HOUR = Array.from({ length: 24 }, (_, hour) => hour);

/**
 * The same starts in fewer, longer periods, which are looked at faster: every day (hour, week) of some months is every
 * day of those months, every hour of some days those hours of each such day.
 */
export function longerPeriods(parts: RuleParts, start: Wall): RuleParts {
  const { frequency, lists } = parts;
  if (parts.interval !== 1 || lists.BYSETPOS || lists.BYYEARDAY) return parts;
  const everyDay = WEEKDAYS.map((weekday) => ({ ordinal: null, weekday }));
  if (!lists.BYMONTH && !lists.BYMONTHDAY) {
    return frequency === 'HOURLY' && (lists.BYHOUR ?? parts.byDay) ? { ...parts, frequency: 'DAILY', lists: { ...lists, BYHOUR: lists.BYHOUR ?? EVERY_HOUR } } : parts;
  }
  const byDay = parts.byDay ?? (lists.BYMONTHDAY ? undefined : everyDay);
  if (frequency === 'DAILY') return { ...parts, frequency: 'MONTHLY', byDay };
  if (frequency === 'WEEKLY') return { ...parts, frequency: 'MONTHLY', byDay: parts.byDay ?? [everyDay[new Date(start).getUTCDay()] as ByDay] };
  return frequency === 'HOURLY' ? { ...parts, frequency: 'MONTHLY', byDay, lists: { ...lists, BYHOUR: lists.BYHOUR ?? EVERY_HOUR } } : parts;
}

type Lists = { [list in NumberList]?: readonly number[] };

/**
 * What RFC 5545 takes from DTSTART when a rule leaves it out, written into the rule: the library takes it from
 * wherever it begins to look, which is another day when it looks from the middle of a series.
 */
function dayFromStart(parts: RuleParts, start: Wall): { byDay?: readonly ByDay[]; lists: Lists } {
  const date = new Date(start);
  const { byDay, lists } = parts;
  const weekday: readonly ByDay[] = [{ ordinal: null, weekday: WEEKDAYS[date.getUTCDay()] as ByDay['weekday'] }];
  if (byDay ?? lists.BYMONTHDAY ?? lists.BYYEARDAY) return { byDay, lists };
  if (parts.frequency === 'WEEKLY' || (parts.frequency === 'YEARLY' && lists.BYWEEKNO)) return { byDay: weekday, lists };
  if (parts.frequency === 'MONTHLY') return { lists: { ...lists, BYMONTHDAY: [date.getUTCDate()] } };
  if (parts.frequency !== 'YEARLY') return { lists };
  return { lists: { ...lists, BYMONTH: lists.BYMONTH ?? [date.getUTCMonth() + 1], BYMONTHDAY: [date.getUTCDate()] } };
}

/** In a year without BYMONTH the library forgets plain days beside counted ones: WE becomes 1WE to 53WE. */
function countedDays(parts: RuleParts, byDay: readonly ByDay[] | undefined): readonly ByDay[] | undefined {
  const mixed = byDay?.some((day) => day.ordinal !== null) && byDay.some((day) => day.ordinal === null);
  if (!byDay || !mixed || parts.frequency !== 'YEARLY' || parts.lists.BYMONTH) return byDay;
  return byDay.flatMap((day) => (day.ordinal === null ? Array.from({ length: 53 }, (_, i) => ({ ...day, ordinal: i + 1 })) : [day]));
}

/**
 * The rule as the library is given it, without COUNT and UNTIL, and a further condition on each start, for what the
 * library leaves out (BYDAY beside BYYEARDAY limits, and does not add).
 */
export function explicitRule(parts: RuleParts, start: Wall): { text: string; keeps: (wall: Wall) => boolean } {
  const { byDay, lists } = dayFromStart(parts, start);
  const limited = lists.BYYEARDAY !== undefined && !lists.BYSETPOS && byDay?.every((day) => day.ordinal === null) === true;
  const days = limited ? undefined : countedDays(parts, byDay);
  const text = [
    `FREQ=${parts.frequency}`,
    ...(parts.interval === 1 ? [] : [`INTERVAL=${parts.interval}`]),
    ...(days ? [`BYDAY=${days.map(byDayText).join(',')}`] : []),
    ...NUMBER_LISTS.flatMap((list) => (lists[list] ? [`${list}=${lists[list].join(',')}`] : [])),
    ...(parts.weekStart === 'MO' ? [] : [`WKST=${parts.weekStart}`]),
  ].join(';');
  const allowed = new Set(byDay?.map((day) => WEEKDAYS.indexOf(day.weekday)));
  return { text, keeps: limited ? (wall) => allowed.has(new Date(wall).getUTCDay()) : () => true };
}
