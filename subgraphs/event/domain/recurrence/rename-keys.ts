import { dayOf, keyOf, wallOf, type Wall } from './local-time.js';
import { readRule, type Frequency } from './rule-text.js';
import type { Series } from './series.js';
import { gives } from './span-of.js';
import { collect, ONCE, recurs, sourcesOf, wallNamed } from './starts.js';

/** Where a local start goes when the series' own start moves. A change between days and times keeps the day. */
function shifted(before: Series, after: Series, wall: Wall): Wall {
  const [from, to] = [wallOf(before.start), wallOf(after.start)];
  if (before.allDay === after.allDay) return wall + to - from;
  return dayOf(wall) + dayOf(to) - dayOf(from) + (to - dayOf(to));
}

function frequencyOf({ rule }: Series): Frequency | null {
  const read = rule === null ? null : readRule(rule);
  return read && 'parts' in read ? read.parts.frequency : null;
}

const monthOf = (wall: Wall): number => new Date(wall).getUTCFullYear() * 12 + new Date(wall).getUTCMonth();
const monthStart = (month: number): Wall => Date.UTC(Math.floor(month / 12), month % 12, 1);

/** How much looking it takes to see a month or a year. */
const WORK = 400;

/** The only start of a series within some months; null where there are none or several. */
function onlyStart(series: Series, from: number, beyond: number): Wall | null {
  const sources = sourcesOf(series);
  const found = collect(sources, sources.zone.instantOf(monthStart(from)), sources.zone.instantOf(monthStart(beyond)), { left: WORK }, false);
  return found?.length === 1 ? (found[0]?.wall ?? null) : null;
}

/**
 * Where a start goes in a monthly or yearly series, whose days do not all move by as much (the second Tuesday comes before
 * or after the second Wednesday): from the only one of a month or year to the only one of the other.
 */
function counterpart(before: Series, after: Series, wall: Wall): Wall | null {
  const frequency = before.start === after.start ? null : frequencyOf(before);
  if ((frequency !== 'MONTHLY' && frequency !== 'YEARLY') || frequencyOf(after) !== frequency) return null;
  const months = monthOf(wallOf(after.start)) - monthOf(wallOf(before.start));
  const month = monthOf(wall);
  const inMonth = onlyStart(before, month, month + 1) === wall ? onlyStart(after, month + months, month + months + 1) : null;
  if (inMonth !== null || frequency === 'MONTHLY') return inMonth;
  const years = new Date(after.start).getUTCFullYear() - new Date(before.start).getUTCFullYear();
  const year = 12 * new Date(wall).getUTCFullYear();
  return onlyStart(before, year, year + 12) === wall ? onlyStart(after, year + 12 * years, year + 12 * (years + 1)) : null;
}

/** The new local start of one that was; null when there is none any more. */
function newWall(before: Series, after: Series, wall: Wall): Wall | null {
  const next = shifted(before, after, wall);
  if (!recurs(after)) return next === wallOf(after.start) ? next : null;
  return counterpart(before, after, wall) ?? (gives(after, next, false) ? next : null);
}

/**
 * What becomes of the exceptions of a whole series when its start, zone or rule change: an exception is kept under its
 * new key when its original start, moved as the series' start moved, still exists (left out or not); else it is dropped.
 * `renamed` holds only keys that change; a key in neither answer stays as it is.
 */
export function renameKeys(before: Series, after: Series, keys: readonly string[]): { renamed: Record<string, string>; dropped: string[] } {
  const renamed: Record<string, string> = {};
  const dropped: string[] = [];
  for (const key of keys) {
    const old = wallNamed(before, key);
    const wall = old === null ? null : newWall(before, after, old);
    if (wall === null) dropped.push(key);
    else {
      const next = recurs(after) ? keyOf(wall, after.allDay) : ONCE;
      if (next !== key) renamed[key] = next;
    }
  }
  return { renamed, dropped };
}
