import { lastStart } from './bounds.js';
import { followDays, movedBy, type Changes, type Move } from './follow-days.js';
import { DAY, dayOf, HOUR, keyOf, SECOND, wallOf, wallOfKey, type Wall } from './local-time.js';
import { renameKeys } from './rename-keys.js';
import { readRule, type RuleParts, type Until } from './rule-text.js';
import type { Series } from './series.js';
import { collect, sourcesOf } from './starts.js';
import { zoneOf } from './zone.js';

/**
 * The rule of a series whose first start moves: every occurrence moves along. A weekly Tuesday becomes a weekly Wednesday,
 * the second Tuesday of the month the second Wednesday, the 15th the 16th; hours move with the time of the day; UNTIL
 * ends the series at the same occurrence as before. What can't follow stays as it is: whether the rule gives the new
 * start is for `checkRule` to say.
 */
export function followRule(before: Series, after: Series): string | null {
  const { rule } = before;
  const read = readRule(rule ?? '');
  if (rule === null || 'fault' in read) return rule;
  if (before.start === after.start && before.allDay === after.allDay && before.timeZone === after.timeZone) return rule;
  const move: Move = { from: wallOf(before.start), to: wallOf(after.start) };
  const changes = { ...followDays(read.parts, move), ...followTimes(read.parts, move, after.allDay) };
  const { until } = read.parts;
  if (!until) return rewritten(rule, changes);
  const endless = { ...after, rule: rewritten(rule, { ...changes, UNTIL: null }) };
  return rewritten(rule, { ...changes, UNTIL: followUntil(before, endless, until) });
}

/** The rule with some parts changed, in the order that they had; new ones come last. */
function rewritten(rule: string, changes: Changes): string {
  const kept = rule.split(';').flatMap((part) => {
    const name = (part.split('=')[0] ?? '').toUpperCase();
    const change = changes[name];
    return change === null ? [] : [change === undefined ? part : `${name}=${change}`];
  });
  const names = new Set(kept.map((part) => (part.split('=')[0] ?? '').toUpperCase()));
  const added = Object.entries(changes).flatMap(([name, change]) => (change === null || names.has(name) ? [] : [`${name}=${change}`]));
  return [...kept, ...added].join(';');
}

const TIMES = [
  { list: 'BYHOUR', of: (wall: Wall) => Math.floor((wall - dayOf(wall)) / HOUR), last: 23 },
  { list: 'BYMINUTE', of: (wall: Wall) => Math.floor((wall % HOUR) / 60_000), last: 59 },
  { list: 'BYSECOND', of: (wall: Wall) => (wall % 60_000) / SECOND, last: 59 },
] as const;

/** Times of the day; days have none. */
function followTimes({ lists }: RuleParts, { from, to }: Move, allDay: boolean): Changes {
  const changes: Record<string, string | null> = {};
  for (const { list, of, last } of TIMES) {
    const times = lists[list];
    if (!times) continue;
    const moved = allDay ? null : movedBy(times, of(to) - of(from), of(to), { from: 0, to: last });
    if (allDay) changes[list] = null;
    else if (moved) changes[list] = moved.join(',');
  }
  return changes;
}

/** How much looking it takes to see whether something lies between the last start and UNTIL. */
const WORK = 2000;

/** UNTIL where it still ends the series at the same occurrence; else that occurrence's new start. */
function followUntil(before: Series, endless: Series, until: Until): string {
  const zone = zoneOf(endless.allDay ? 'UTC' : endless.timeZone);
  const textOf = (at: number): string => (endless.allDay ? keyOf(at, true) : `${keyOf(at, false)}Z`);
  const written = zone.instantOf(wallOfUntil(before, until, endless.allDay));
  const last = newLast(before, endless);
  if (last === null) return textOf(written);
  const at = zone.instantOf(last);
  const between = written < at ? null : collect(sourcesOf(endless), at + 1, written + 1, { left: WORK }, false);
  return textOf(between?.length === 0 ? written : at);
}

/** UNTIL by the wall clock of the series as it was; a day, where it becomes one, and else its end. */
function wallOfUntil(before: Series, { form, value }: Until, allDay: boolean): Wall {
  if (form === 'day') return allDay ? value : value + DAY - SECOND;
  const wall = form === 'instant' ? zoneOf(before.timeZone).wallAt(value) : value;
  return allDay ? dayOf(wall) : wall;
}

/** Where the last occurrence goes; null when it has no place in the new series. */
function newLast(before: Series, endless: Series): Wall | null {
  const bare = { ...before, excluded: [], extra: [] };
  const last = lastStart(bare);
  if (last === null) return null;
  const key = keyOf(before.allDay ? last : zoneOf(before.timeZone).wallAt(last), before.allDay);
  const { renamed, dropped } = renameKeys(bare, { ...endless, excluded: [], extra: [] }, [key]);
  return dropped.includes(key) ? null : wallOfKey(renamed[key] ?? key, endless.allDay);
}
