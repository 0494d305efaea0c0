import type { Series, Span } from './series.js';
import { collect, sourcesOf, spanAt, wallNamed } from './starts.js';

/** How little looking it takes to ask for one start. */
const WORK = 2000;

/**
 * The occurrence with this key, as `expand` gives it; null when the series does not give it (any more), or leaves it
 * out. All-day ones follow the days of `viewerZone` (UTC where left out).
 */
export function spanOf(series: Series, key: string, viewerZone = 'UTC'): Span | null {
  const wall = wallNamed(series, key);
  return wall !== null && gives(series, wall) ? spanAt(series, wall, viewerZone) : null;
}

/** Whether a local time is a start of the series; EXDATE is looked at only when `excluding`. */
export function gives(series: Series, wall: number, excluding = true): boolean {
  const sources = sourcesOf(series);
  const at = sources.zone.instantOf(wall);
  return at < sources.end && collect(sources, at, at + 1, { left: WORK }, excluding)?.[0]?.wall === wall;
}
