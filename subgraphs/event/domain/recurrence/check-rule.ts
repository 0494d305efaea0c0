import { ruleFrom } from './generate.js';
import { wallOf } from './local-time.js';
import { readRule, type NumberList, type RuleParts } from './rule-text.js';

/** Bounds of what may be created; see `checkRule`. */
export const HIGHEST_COUNT = 2000;
export const HIGHEST_INTERVAL = 1000;
export const MOST_IN_LIST = 62;
/** Of the sizes of all BY-lists. */
export const HIGHEST_PRODUCT = 2000;
/** Starts within one day. */
export const MOST_TIMES_A_DAY = 96;

type Check = (parts: RuleParts, allDay: boolean) => string | false | undefined;

const has = (parts: RuleParts, list: NumberList): boolean => parts.lists[list] !== undefined;
const size = (parts: RuleParts, list: NumberList): number => parts.lists[list]?.length ?? 1;

/** Forbidden combinations: RFC 5545, 3.3.10. */
const COMBINATIONS: readonly Check[] = [
  ({ frequency }) => (frequency === 'SECONDLY' || frequency === 'MINUTELY') && `${frequency} rules are not taken: the shortest step is an hour.`,
  ({ frequency }, allDay) => allDay && frequency === 'HOURLY' && 'An all-day event cannot recur within the day.',
  (parts, allDay) => allDay && (has(parts, 'BYHOUR') || has(parts, 'BYMINUTE') || has(parts, 'BYSECOND')) && 'BYHOUR, BYMINUTE and BYSECOND do not go with all-day events.',
  ({ count, until }) => count !== null && until !== null && 'COUNT and UNTIL exclude each other.',
  ({ until }, allDay) => until !== null && allDay && until.form !== 'day' && 'UNTIL of an all-day event is a day, such as 20301231.',
  ({ until }, allDay) => until !== null && !allDay && until.form !== 'instant' && 'UNTIL is an instant in UTC, such as 20301231T225959Z.',
  (parts) => has(parts, 'BYWEEKNO') && parts.frequency !== 'YEARLY' && 'BYWEEKNO goes with YEARLY only.',
  (parts) => has(parts, 'BYYEARDAY') && ['DAILY', 'WEEKLY', 'MONTHLY'].includes(parts.frequency) && 'BYYEARDAY does not go with DAILY, WEEKLY and MONTHLY.',
  (parts) => has(parts, 'BYMONTHDAY') && parts.frequency === 'WEEKLY' && 'BYMONTHDAY does not go with WEEKLY.',
  (parts) => {
    if (!parts.byDay?.some((day) => day.ordinal !== null)) return false;
    if (parts.frequency !== 'MONTHLY' && parts.frequency !== 'YEARLY') return 'Counted days in BYDAY, such as 2MO, go with MONTHLY and YEARLY only.';
    return has(parts, 'BYWEEKNO') && 'Counted days in BYDAY, such as 2MO, do not go with BYWEEKNO.';
  },
  (parts) => {
    const others = parts.byDay !== undefined || Object.keys(parts.lists).some((list) => list !== 'BYSETPOS');
    return has(parts, 'BYSETPOS') && !others && 'BYSETPOS needs another BY-list to choose from.';
  },
];

const SIZES: readonly Check[] = [
  ({ interval }) => interval > HIGHEST_INTERVAL && `INTERVAL is at most ${HIGHEST_INTERVAL}.`,
  ({ count }) => count !== null && count > HIGHEST_COUNT && `COUNT is at most ${HIGHEST_COUNT}.`,
  (parts) => [parts.byDay ?? [], ...Object.values(parts.lists)].some((list) => list.length > MOST_IN_LIST) && `A BY-list has at most ${MOST_IN_LIST} values.`,
  (parts) => size(parts, 'BYHOUR') * size(parts, 'BYMINUTE') * size(parts, 'BYSECOND') > MOST_TIMES_A_DAY && `A rule gives at most ${MOST_TIMES_A_DAY} starts in a day.`,
  (parts) => {
    const product = Object.entries(parts.lists).reduce((so, [list, values]) => (list === 'BYSETPOS' ? so : so * values.length), parts.byDay?.length ?? 1);
    return product > HIGHEST_PRODUCT && `The sizes of the BY-lists, multiplied, are at most ${HIGHEST_PRODUCT}.`;
  },
];

const faultsOf = (checks: readonly Check[], parts: RuleParts, allDay: boolean): string[] =>
  checks.map((check) => check(parts, allDay)).filter((fault) => typeof fault === 'string');

/**
 * What stands against creating an event with this rule; empty for a good one. Refuses what RFC 5545 (3.3.10) forbids,
 * what could make expansion slow (sizes above), and a start that the rule itself does not give.
 * Paths are relative to the recurrence's input.
 */
export function checkRule(
  rule: string,
  facts: { start: string; timeZone: string; allDay: boolean },
): { path: (string | number)[]; message: string }[] {
  const issue = (message: string) => ({ path: ['rule'], message });
  const read = readRule(rule);
  if ('fault' in read) return [issue(read.fault)];
  const faults = faultsOf([...COMBINATIONS, ...SIZES], read.parts, facts.allDay);
  if (faults.length > 0) return faults.map(issue);
  const generated = ruleFrom(rule, wallOf(facts.start), facts.allDay ? 'UTC' : facts.timeZone);
  if (generated?.startsOnRule !== true) return [issue('The first start is not one that the rule gives: move the start, or change the rule.')];
  if (generated.endsBeforeStart) return [issue('UNTIL lies before the first start.')];
  return [];
}
