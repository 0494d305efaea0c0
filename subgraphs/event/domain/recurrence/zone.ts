import { Temporal } from 'temporal-polyfill';
import { DAY, HOUR, type Wall } from './local-time.js';
import { remember } from './lru.js';

/** A stretch of time in which a zone keeps one distance from UTC. Instants in Unix milliseconds, `from` inclusive. */
export interface Segment {
  readonly from: number;
  readonly to: number;
  /** Milliseconds east of UTC. */
  readonly offset: number;
}

/** The clocks of one IANA time zone. */
export interface Zone {
  /**
   * The instant at which a clock shows `wall`: the first of two in an overlap; in a gap, as far after the gap's
   * start as `wall` is (RFC 5545, 3.3.5).
   */
  instantOf(wall: Wall): number;
  /** Whether a clock ever shows `wall`: false in a gap. */
  shows(wall: Wall): boolean;
  /** The first instant of the day that begins with local midnight `day`. */
  startOfDay(day: Wall): number;
  /** What a clock shows at `instant`. */
  wallAt(instant: number): Wall;
  /** Local times outside of the answer never fall into [from, to). */
  wallsWithin(from: number, to: number): { first: Wall; beyond: Wall };
  /** The segments that touch [from, to), in order. */
  segments(from: number, to: number): Segment[];
}

/** Tables are made for blocks of about 17 years, each with two days of its neighbours. */
const BLOCK = 2 ** 39;
const MARGIN = 2 * DAY;
/** No zone has put its clocks by more than this at once (Apia left out one day). */
const WIDEST_GAP = 25 * HOUR;
/** No clock is farther from UTC; for long stretches that is exact enough, and asks no table. */
const FARTHEST = 16 * HOUR;
const LONG = 60 * DAY;
const ZONES_KEPT = 200;
const BLOCKS_KEPT = 600;

interface Block {
  readonly froms: Float64Array;
  /** The local time at which segment i ends by its own clock. */
  readonly wallEnds: Float64Array;
  readonly offsets: Float64Array;
}

const millisecondsEast = (moment: Temporal.ZonedDateTime): number => moment.offsetNanoseconds / 1e6;

function makeBlock(zoneAndNumber: string): Block {
  const separator = zoneAndNumber.lastIndexOf('|');
  const number = Number(zoneAndNumber.slice(separator + 1));
  const end = (number + 1) * BLOCK + MARGIN;
  let moment = Temporal.Instant.fromEpochMilliseconds(number * BLOCK - MARGIN).toZonedDateTimeISO(zoneAndNumber.slice(0, separator));
  const froms = [-Infinity];
  const offsets = [millisecondsEast(moment)];
  for (;;) {
    const next = moment.getTimeZoneTransition('next');
    if (!next || next.epochMilliseconds >= end) break;
    froms.push(next.epochMilliseconds);
    offsets.push(millisecondsEast(next));
    moment = next;
  }
  const wallEnds = offsets.map((offset, i) => (froms[i + 1] ?? Infinity) + offset);
  return { froms: Float64Array.from(froms), offsets: Float64Array.from(offsets), wallEnds: Float64Array.from(wallEnds) };
}

const blockOf = remember(BLOCKS_KEPT, makeBlock);

/** How many of the sorted values are at most `value`. */
function countUpTo(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function makeZone(name: string): Zone {
  // An unknown name fails here, not at the first question.
  Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
  let latest: { number: number; block: Block } | undefined;
  const block = (at: number): Block => {
    const number = Math.floor(at / BLOCK);
    if (latest?.number !== number) latest = { number, block: blockOf(`${name}|${number}`) };
    return latest.block;
  };
  const at = (values: Float64Array, index: number): number => values[index] as number;
  const place = (wall: Wall) => {
    const { froms, offsets, wallEnds } = block(wall);
    const i = countUpTo(wallEnds, wall);
    const gap = wall < at(froms, i) + at(offsets, i);
    return { begin: at(froms, i), offset: at(offsets, gap ? i - 1 : i), gap };
  };
  const offsetAt = (instant: number): number => {
    const { froms, offsets } = block(instant);
    return at(offsets, countUpTo(froms, instant) - 1);
  };
  const segments = (from: number, to: number): Segment[] => {
    const found: Segment[] = [];
    for (let number = Math.floor(from / BLOCK); number * BLOCK < to; number++) {
      const { froms, offsets } = block(number * BLOCK);
      for (let i = 0; i < froms.length; i++) {
        const begin = Math.max(at(froms, i), number * BLOCK);
        const end = Math.min(froms[i + 1] ?? Infinity, (number + 1) * BLOCK);
        if (begin >= end || end <= from || begin >= to) continue;
        const last = found.at(-1);
        if (last && last.offset === at(offsets, i)) found[found.length - 1] = { ...last, to: end };
        else found.push({ from: begin, to: end, offset: at(offsets, i) });
      }
    }
    return found;
  };
  return {
    instantOf: (wall) => wall - place(wall).offset,
    shows: (wall) => !place(wall).gap,
    startOfDay: (day) => {
      const { begin, offset, gap } = place(day);
      return gap ? begin : day - offset;
    },
    wallAt: (instant) => instant + offsetAt(instant),
    wallsWithin: (from, to) => {
      if (to - from > LONG) return { first: from - FARTHEST, beyond: to + FARTHEST };
      const offsets = segments(from - WIDEST_GAP, to + WIDEST_GAP).map((segment) => segment.offset);
      return { first: from + Math.min(...offsets), beyond: to + Math.max(...offsets) };
    },
    segments,
  };
}

/**
 * The zone of an IANA name (or an offset such as `+02:00`), kept for later.
 * @throws RangeError for a name that is none.
 */
export const zoneOf: (name: string) => Zone = remember(ZONES_KEPT, makeZone);

/** Whether this is the name of a zone. */
export function isZone(name: string): boolean {
  try {
    zoneOf(name);
    return true;
  } catch {
    return false;
  }
}
