import type { EventTimes } from './event.js';
import { bounds, spanOf } from './recurrence/series.js';
import type { Series, Span } from './recurrence/series.js';
import { ONCE } from './occurrence-id.js';

/** When the event as it was entered takes place: a series' first time, whether or not that one was taken out. */
export function firstSpan(series: Series, viewerZone?: string): Span {
  const span = spanOf({ ...series, rule: null, excluded: [], extra: [] }, ONCE, viewerZone);
  if (!span) throw new Error('a series has no start');
  return span;
}

/** The stretch outside of which nothing of the series can lie, in any reader's zone; `to` is null for an endless one. */
export function reachOf(series: Series): { from: Date; to: Date | null } {
  const { firstStart, lastEnd } = bounds(series);
  return { from: firstStart, to: lastEnd };
}

/** The stretch that a change from one state to another touches; a null end is open. */
export function touched(before: EventTimes | null, after: EventTimes | null): { from: Date | null; to: Date | null } {
  const reaches = [before, after].flatMap((times) => (times ? [reachOf(times.series)] : []));
  const ends = reaches.map((reach) => reach.to?.getTime() ?? Infinity);
  const to = Math.max(...ends);
  return {
    from: reaches.length === 0 ? null : new Date(Math.min(...reaches.map((reach) => reach.from.getTime()))),
    to: reaches.length === 0 || to === Infinity ? null : new Date(to),
  };
}
