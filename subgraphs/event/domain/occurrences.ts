import type { Occurrence, SeenEvent } from './event.js';
import { ONCE } from './occurrence-id.js';
import { expand, renameKeys, spanOf, type Series, type Span } from './recurrence/series.js';

const PAGE = 100;
/** How many pages a search for what begins later may look through, before it says that it was capped. */
const MOST_PAGES = 20;

/**
 * The spans that overlap [from, to) and begin at or after `startingFrom`, at most `limit`, in order. `capped`: the bound on
 * work came first.
 */
export function spansStarting(
  series: Series,
  window: { from?: Date; to?: Date; startingFrom: Date; limit: number },
  viewerZone: string,
): { spans: Span[]; capped: boolean } {
  const spans: Span[] = [];
  let capped = false;
  let after: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const range = { from: window.from, to: window.to, after, limit: Math.max(PAGE, window.limit) };
    const found = expand(series, range, viewerZone);
    capped ||= found.capped;
    for (const span of found.spans) {
      if (span.start >= window.startingFrom) spans.push(span);
      if (spans.length === window.limit) return { spans, capped };
    }
    after = found.spans.at(-1)?.key;
    if (!found.more || after === undefined) return { spans, capped };
  }
  return { spans, capped: true };
}

/** The first occurrence that begins at or after `now`; null when there is none. */
export function nextOccurrence(event: SeenEvent, now: Date, viewerZone: string): Occurrence | null {
  const { spans } = spansStarting(event.series, { from: now, startingFrom: now, limit: 1 }, viewerZone);
  const [span] = spans;
  return span ? { event, span } : null;
}

/**
 * The occurrence that a key names now. A key from before a shift of the series is followed through `earlier` (newest
 * first) to what it became; null when it is no more.
 */
export function resolveKey(series: Series, key: string, earlier: readonly Series[], viewerZone: string): Span | null {
  const span = safeSpan(series, key, viewerZone);
  if (span) return span;
  for (const [i, before] of earlier.entries()) {
    if (!safeSpan(before, key, viewerZone)) continue;
    const steps = [...earlier.slice(0, i).reverse(), series];
    const now = steps.reduce<{ key: string | null; at: Series }>(
      (place, next) => ({ key: place.key === null ? null : follow(place.at, next, place.key), at: next }),
      { key, at: before },
    );
    return now.key === null ? null : safeSpan(series, now.key, viewerZone);
  }
  return null;
}

function follow(before: Series, after: Series, key: string): string | null {
  const { renamed, dropped } = renameKeys(before, after, [key]);
  return dropped.includes(key) ? null : (renamed[key] ?? key);
}

/** Null as well for a key of another kind than the series has. */
function safeSpan(series: Series, key: string, viewerZone: string): Span | null {
  const recurs = series.rule !== null || series.extra.length > 0;
  if (recurs === (key === ONCE)) return null;
  if (recurs && series.allDay === key.includes('T')) return null;
  return spanOf(series, key, viewerZone);
}
