import { ruleFrom, type Generated, type Work } from './generate.js';
import { DAY, dayText, keyOf, wallOf, wallOfKey, type Wall } from './local-time.js';
import type { Series, Span } from './series.js';
import { zoneOf, type Zone } from './zone.js';

/** The key of an event that never recurs. */
export const ONCE = 'once';

/** Whether there can be a second occurrence: by rule or by further dates. */
export const recurs = (series: Series): boolean => series.rule !== null || series.extra.length > 0;

/** One start of a series. `at` is its instant; for all-day events the local time itself, as a day has no zone. */
export interface Start {
  readonly wall: Wall;
  readonly at: number;
}

/** All that the starts of a series come from. */
export interface Sources {
  readonly series: Series;
  /** Whose clock decides which local times are one: the series' own, or none (UTC) for days. */
  readonly zone: Zone;
  readonly first: Wall;
  readonly generated: Generated | null;
  /** DTSTART and RDATE, sorted. */
  readonly given: readonly Wall[];
  /** `at` of what EXDATE takes out. */
  readonly excluded: ReadonlySet<number>;
  /** A rule that is there, and is not expanded. */
  readonly refused: boolean;
  /** No start of the series lies at or after this `at`. */
  readonly end: number;
  /** The list of a rule with COUNT broke off. */
  readonly brokeOff: boolean;
}

/** Far beyond all dates that can be written. */
export const END_OF_TIME = Date.UTC(10000, 0, 3);

const known = new WeakMap<Series, Sources>();

function lastOf(generated: Generated | null, given: readonly Wall[], zone: Zone): number {
  const lastGiven = zone.instantOf(given.at(-1) as Wall);
  if (!generated) return lastGiven + 1;
  const list = generated.counted();
  const lastCounted = list ? zone.instantOf(list.walls.at(-1) ?? (given[0] as Wall)) : END_OF_TIME;
  return Math.min(Math.max(lastGiven, Math.min(lastCounted, generated.until ?? END_OF_TIME)) + 1 + (list ? 2 * DAY : 0), END_OF_TIME);
}

/** Reads a series once; kept as long as the object lives. @throws RangeError for a start or zone that is none. */
export function sourcesOf(series: Series): Sources {
  const before = known.get(series);
  if (before) return before;
  const zone = zoneOf(series.allDay ? 'UTC' : series.timeZone);
  const first = wallOf(series.start);
  const generated = series.rule === null ? null : ruleFrom(series.rule, first, series.allDay ? null : series.timeZone);
  const given = [...new Set([first, ...series.extra.map(wallOf)])].sort((a, b) => a - b);
  const sources: Sources = {
    series,
    zone,
    first,
    generated,
    given,
    excluded: new Set(series.excluded.map((key) => zone.instantOf(wallOf(key)))),
    refused: series.rule !== null && !generated,
    end: lastOf(generated, given, zone),
    brokeOff: generated?.counted()?.complete === false,
  };
  known.set(series, sources);
  return sources;
}

/**
 * The starts with `at` in [from, to), in order, no instant twice, EXDATE taken out when `excluding`; null when `work`
 * did not suffice. Of two local times that become one instant, the one that a clock really shows stands for both.
 */
export function collect(sources: Sources, from: number, to: number, work: Work, excluding = true): Start[] | null {
  const { zone, generated, given } = sources;
  const { first, beyond } = zone.wallsWithin(from, to);
  const ruled = generated ? generated.between(first, beyond, work) : [];
  if (!ruled) return null;
  const byInstant = new Map<number, Wall>();
  const add = (wall: Wall, until: number): void => {
    const at = zone.instantOf(wall);
    if (at < from || at >= to || at > until || (excluding && sources.excluded.has(at))) return;
    if (!byInstant.has(at) || zone.shows(wall)) byInstant.set(at, wall);
  };
  for (const wall of ruled) add(wall, generated?.until ?? Infinity);
  for (const wall of given) if (wall >= first && wall < beyond) add(wall, Infinity);
  const starts: Start[] = [];
  for (const [at, wall] of byInstant) starts.push({ at, wall });
  return starts.sort((a, b) => a.at - b.at);
}

const daysOf = ({ length }: Series): number => (length.kind === 'days' ? length.days : Math.max(1, Math.round(length.milliseconds / DAY)));

/**
 * The occurrence that starts at a local time, whether the rule gives it or not. All-day ones begin and end with the
 * days of `viewerZone` (UTC where left out).
 */
export function spanAt(series: Series, wall: Wall, viewerZone = 'UTC'): Span {
  const key = recurs(series) ? keyOf(wall, series.allDay) : ONCE;
  if (series.allDay) {
    const zone = zoneOf(viewerZone);
    const after = wall + Math.max(1, daysOf(series)) * DAY;
    const start = new Date(zone.startOfDay(wall));
    return { key, originalStart: start, start, end: new Date(zone.startOfDay(after)), startsOn: dayText(wall), endsOn: dayText(after - DAY) };
  }
  const zone = zoneOf(series.timeZone);
  const start = zone.instantOf(wall);
  const { length } = series;
  const end = length.kind === 'elapsed' ? start + length.milliseconds : Math.max(start, zone.instantOf(wall + length.days * DAY));
  return { key, originalStart: new Date(start), start: new Date(start), end: new Date(end), startsOn: null, endsOn: null };
}

/** The local start that a key names in this series, whether the rule gives it or not; null for a key of another kind. */
export function wallNamed(series: Series, key: string): Wall | null {
  if (!recurs(series)) return key === ONCE ? wallOf(series.start) : null;
  return wallOfKey(key, series.allDay);
}
