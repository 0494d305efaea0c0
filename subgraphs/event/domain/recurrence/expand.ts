import type { Work } from './generate.js';
import { DAY } from './local-time.js';
import type { Series, Span } from './series.js';
import { collect, sourcesOf, spanAt, wallNamed, type Sources } from './starts.js';

/** What one call of `expand` may look at: some tens of milliseconds at the very worst. */
const WORK = 2500;
/** Days of another zone begin up to 14 hours before, and end up to 12 hours after, those of UTC. */
const ZONES_APART = 26 * 3_600_000;

/** The most that an occurrence can last: days by the wall clock may hold an hour or, once in Apia, a day more. */
export function longestOf(series: Series): number {
  if (series.allDay || series.length.kind === 'days') {
    const days = series.length.kind === 'days' ? series.length.days : Math.ceil(series.length.milliseconds / DAY);
    return Math.max(1, days) * DAY + ZONES_APART;
  }
  return series.length.milliseconds;
}

/** RFC 4791, 9.9: what has no length counts when it starts in [from, to). */
function overlaps(span: Span, from: number, to: number): boolean {
  const [start, end] = [span.start.getTime(), span.end.getTime()];
  return start < to && (end > from || (start === end && start >= from));
}

/**
 * The occurrences that overlap [from, to), in order of start, after the one with the key `after`, at most `limit`.
 * `more`: there are further ones. `capped`: the bound on work came first, or the rule is one that is not expanded:
 * what is there is right, but may not be all. All-day ones follow the days of `viewerZone` (UTC where left out).
 * @throws RangeError for a start or zone that is none, or a key that does not belong to such a series.
 */
export function expand(
  series: Series,
  window: { from?: Date; to?: Date; after?: string; limit: number },
  viewerZone = 'UTC',
): { spans: Span[]; more: boolean; capped: boolean } {
  const sources = sourcesOf(series);
  const from = window.from?.getTime() ?? -Infinity;
  const to = window.to?.getTime() ?? Infinity;
  const apart = series.allDay ? ZONES_APART : 0;
  const earliest = Math.max(from - longestOf(series) - apart, sources.zone.instantOf(sources.given[0] as number), afterKey(sources, window.after));
  const latest = Math.min(to + apart, sources.end);
  const work: Work = { left: WORK };
  const spans: Span[] = [];
  const capped = sources.refused || sources.brokeOff;
  const { first, longest } = sources.generated?.step(window.limit + 2) ?? { first: Infinity, longest: Infinity };
  for (let at = earliest, step = first; at < latest; at += step, step = Math.min(step * 2, longest)) {
    const starts = collect(sources, at, Math.min(at + step, latest), work);
    if (!starts) return { spans, more: false, capped: true };
    for (const start of starts) {
      const span = spanAt(series, start.wall, viewerZone);
      if (!overlaps(span, from, to)) continue;
      if (spans.length === window.limit) return { spans, more: true, capped };
      spans.push(span);
    }
  }
  return { spans, more: false, capped };
}

function afterKey({ series, zone }: Sources, after: string | undefined): number {
  if (after === undefined) return -Infinity;
  const wall = wallNamed(series, after);
  if (wall === null) throw new RangeError(`"${after}" is no key of this series.`);
  return zone.instantOf(wall) + 1;
}
