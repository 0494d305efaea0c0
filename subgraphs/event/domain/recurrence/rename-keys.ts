import { dayOf, keyOf, wallOf, type Wall } from './local-time.js';
import type { Series } from './series.js';
import { gives } from './span-of.js';
import { ONCE, recurs, wallNamed } from './starts.js';

/** Where a local start goes when the series' own start moves. A change between days and times keeps the day. */
function shifted(before: Series, after: Series, wall: Wall): Wall {
  const [from, to] = [wallOf(before.start), wallOf(after.start)];
  if (before.allDay === after.allDay) return wall + to - from;
  return dayOf(wall) + dayOf(to) - dayOf(from) + (to - dayOf(to));
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
    const wall = old === null ? null : shifted(before, after, old);
    const kept = wall !== null && (recurs(after) ? gives(after, wall, false) : wall === wallOf(after.start));
    if (!kept) dropped.push(key);
    else {
      const next = recurs(after) ? keyOf(wall, after.allDay) : ONCE;
      if (next !== key) renamed[key] = next;
    }
  }
  return { renamed, dropped };
}
