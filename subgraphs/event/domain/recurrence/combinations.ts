import type { NumberList, RuleParts } from './rule-text.js';

/** What is wrong with a rule's parts together; false or undefined for nothing. */
export type Check = (parts: RuleParts, allDay: boolean) => string | false | undefined;

export const has = (parts: RuleParts, list: NumberList): boolean => parts.lists[list] !== undefined;
export const sizeOf = (parts: RuleParts, list: NumberList): number => parts.lists[list]?.length ?? 1;

const timesAnHour = (parts: RuleParts): number => sizeOf(parts, 'BYMINUTE') * sizeOf(parts, 'BYSECOND');

/** How many starts a day of such a rule has at most. */
export const timesADay = (parts: RuleParts): number => (parts.frequency === 'HOURLY' ? 24 : sizeOf(parts, 'BYHOUR')) * timesAnHour(parts);

const countsDays = (parts: RuleParts): boolean => parts.byDay?.some((day) => day.ordinal !== null) === true;

/** More starts a day, and more in an hour of an HOURLY rule, are not expanded. */
const MOST_TIMES_A_DAY = 24;
const MOST_TIMES_AN_HOUR = 4;

/**
 * Rules that are neither taken nor expanded: what RFC 5545 (3.3.10) forbids, and the few combinations that every
 * program reads in its own way.
 */
const NEVER: readonly Check[] = [
  ({ frequency }) => (frequency === 'SECONDLY' || frequency === 'MINUTELY') && `${frequency} rules are not taken: the shortest step is an hour.`,
  ({ frequency }, allDay) => allDay && frequency === 'HOURLY' && 'An all-day event cannot recur within the day.',
  (parts, allDay) => allDay && (has(parts, 'BYHOUR') || has(parts, 'BYMINUTE') || has(parts, 'BYSECOND')) && 'BYHOUR, BYMINUTE and BYSECOND do not go with all-day events.',
  (parts) => has(parts, 'BYWEEKNO') && parts.frequency !== 'YEARLY' && 'BYWEEKNO goes with YEARLY only.',
  (parts) => has(parts, 'BYYEARDAY') && ['DAILY', 'WEEKLY', 'MONTHLY'].includes(parts.frequency) && 'BYYEARDAY does not go with DAILY, WEEKLY and MONTHLY.',
  (parts) => has(parts, 'BYMONTHDAY') && parts.frequency === 'WEEKLY' && 'BYMONTHDAY does not go with WEEKLY.',
  (parts) => countsDays(parts) && parts.frequency !== 'MONTHLY' && parts.frequency !== 'YEARLY' && 'Counted days in BYDAY, such as 2MO, go with MONTHLY and YEARLY only.',
  (parts) => countsDays(parts) && (has(parts, 'BYWEEKNO') || has(parts, 'BYYEARDAY')) && 'Counted days in BYDAY, such as 2MO, do not go with BYWEEKNO and BYYEARDAY.',
  (parts) => [has(parts, 'BYWEEKNO'), has(parts, 'BYYEARDAY'), has(parts, 'BYMONTHDAY')].filter(Boolean).length > 1 && 'Only one of BYWEEKNO, BYYEARDAY and BYMONTHDAY goes into a rule.',
  (parts) => has(parts, 'BYYEARDAY') && has(parts, 'BYSETPOS') && parts.byDay !== undefined && 'BYSETPOS does not go with BYYEARDAY and BYDAY together.',
  (parts) => {
    const others = parts.byDay !== undefined || Object.keys(parts.lists).some((list) => list !== 'BYSETPOS');
    return has(parts, 'BYSETPOS') && !others && 'BYSETPOS needs another BY-list to choose from.';
  },
  (parts) => parts.frequency === 'HOURLY' && timesAnHour(parts) > MOST_TIMES_AN_HOUR && `An HOURLY rule gives at most ${MOST_TIMES_AN_HOUR} starts in an hour.`,
  (parts) => parts.frequency !== 'HOURLY' && timesADay(parts) > MOST_TIMES_A_DAY && `A rule gives at most ${MOST_TIMES_A_DAY} starts in a day.`,
];

/** What some checks have to say. */
export const faultsOf = (checks: readonly Check[], parts: RuleParts, allDay: boolean): string[] =>
  checks.map((check) => check(parts, allDay)).filter((fault) => typeof fault === 'string');

/** Why this rule is never expanded; empty for one that is. */
export const whyNever = (parts: RuleParts, allDay: boolean): string[] => faultsOf(NEVER, parts, allDay);
