import { longestOf } from './expand.js';
import { DAY } from './local-time.js';
import type { Series } from './series.js';
import { collect, sourcesOf } from './starts.js';

/** West- and easternmost zones: days begin up to 14 hours before, and end up to 12 hours after, those of UTC. */
const EAST = 14 * 3_600_000;
const WEST = 12 * 3_600_000;
/** Work for finding the last start before UNTIL. */
const WORK = 1500;

/** The last start, EXDATE not looked at: a later one than it can only come from a broken-off search. Null for endless. */
export function lastStart(series: Series): number | null {
  const sources = sourcesOf(series);
  const { generated, end } = sources;
  if (generated && !generated.ends) return null;
  if (generated?.counted()?.complete === false) return null;
  const work = { left: WORK };
  const { first, longest } = generated?.step(2) ?? { first: Infinity, longest: Infinity };
  const earliest = sources.zone.instantOf(sources.given[0] as number);
  for (let to = end, step = first; to > earliest; to -= step, step = Math.min(step * 4, longest)) {
    const found = collect(sources, Math.max(to - step, earliest), to, work, false);
    if (!found) return end;
    const last = found.at(-1);
    if (last) return last.at;
  }
  return earliest;
}

/**
 * Between which instants all occurrences lie, and how long one lasts at most, for a range under an index: never
 * narrower than the truth. `lastEnd` is null for an endless series. All-day ones are widened so that any zone's day fits.
 */
export function bounds(series: Series): { firstStart: Date; lastEnd: Date | null; longestMilliseconds: number } {
  const sources = sourcesOf(series);
  const longest = longestOf(series);
  const first = sources.zone.instantOf(sources.given[0] as number);
  const last = lastStart(series);
  const days = series.length.kind === 'days' ? Math.max(1, series.length.days) * DAY : longest;
  return {
    firstStart: new Date(first - (series.allDay ? EAST : 0)),
    lastEnd: last === null ? null : new Date(last + (series.allDay ? days + WEST : longest)),
    longestMilliseconds: longest,
  };
}
