import { faultsOf, whyNever, type Check } from './combinations.js';
import { ruleFrom } from './generate.js';
import { wallOf } from './local-time.js';
import { readRule } from './rule-text.js';

/** Bounds of what may be created; see `checkRule`. */
export const HIGHEST_COUNT = 2000;
export const HIGHEST_INTERVAL = 1000;
export const MOST_IN_LIST = 62;
/** Of the sizes of all BY-lists. */
export const HIGHEST_PRODUCT = 2000;

/** How a rule ends. Imported ones are read more leniently. */
const ENDS: readonly Check[] = [
  ({ count, until }) => count !== null && until !== null && 'COUNT and UNTIL exclude each other.',
  ({ until }, allDay) => until !== null && allDay && until.form !== 'day' && 'UNTIL of an all-day event is a day, such as 20301231.',
  ({ until }, allDay) => until !== null && !allDay && until.form !== 'instant' && 'UNTIL is an instant in UTC, such as 20301231T225959Z.',
];

const SIZES: readonly Check[] = [
  ({ interval }) => interval > HIGHEST_INTERVAL && `INTERVAL is at most ${HIGHEST_INTERVAL}.`,
  ({ count }) => count !== null && count > HIGHEST_COUNT && `COUNT is at most ${HIGHEST_COUNT}.`,
  (parts) => [parts.byDay ?? [], ...Object.values(parts.lists)].some((list) => list.length > MOST_IN_LIST) && `A BY-list has at most ${MOST_IN_LIST} values.`,
  (parts) => {
    const product = Object.entries(parts.lists).reduce((so, [list, values]) => (list === 'BYSETPOS' ? so : so * values.length), parts.byDay?.length ?? 1);
    return product > HIGHEST_PRODUCT && `The sizes of the BY-lists, multiplied, are at most ${HIGHEST_PRODUCT}.`;
  },
];

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
  const faults = [...whyNever(read.parts, facts.allDay), ...faultsOf([...ENDS, ...SIZES], read.parts, facts.allDay)];
  if (faults.length > 0) return faults.map(issue);
  const generated = ruleFrom(rule, wallOf(facts.start), facts.allDay ? null : facts.timeZone);
  if (generated?.startsOnRule !== true) return [issue('The first start is not one that the rule gives: move the start, or change the rule.')];
  if (generated.endsBeforeStart) return [issue('UNTIL lies before the first start.')];
  return [];
}
