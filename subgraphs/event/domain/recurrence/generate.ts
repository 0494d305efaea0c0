import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { DAY, HOUR, LAST_WALL, type Wall } from './local-time.js';
import { whyNever } from './combinations.js';
import { explicitRule } from './explicit-rule.js';
import { remember } from './lru.js';
import { readRule, type Frequency, type RuleParts, type Until } from './rule-text.js';
import { zoneOf, type Zone } from './zone.js';

/** How much looking one call may still do; one unit is a period looked at, or some ten microseconds. */
export interface Work {
  left: number;
}

/** The local starts that a rule gives, DTSTART among them only where the rule gives it. */
export interface Generated {
  /** Whether DTSTART is one of the rule's own starts. */
  readonly startsOnRule: boolean;
  readonly endsBeforeStart: boolean;
  /** Whether COUNT or UNTIL ends it. */
  readonly ends: boolean;
  /** The rule's last instant for UNTIL, in the rule's zone; null without one. Inclusive. */
  readonly until: number | null;
  /** About the length of one INTERVAL of its frequency, in milliseconds. */
  readonly period: number;
  /** Starts in [first, beyond) in order; null when `work` did not suffice. */
  between(first: Wall, beyond: Wall, work: Work): Wall[] | null;
  /** All starts of a rule with COUNT; `complete` is false when the bound on work came first. Null without COUNT. */
  counted(): { walls: readonly Wall[]; complete: boolean } | null;
}

const LENGTHS: { readonly [frequency in Frequency]: number } = {
  SECONDLY: 1000,
  MINUTELY: 60_000,
  HOURLY: HOUR,
  DAILY: DAY,
  WEEKLY: 7 * DAY,
  MONTHLY: 30.436875 * DAY,
  YEARLY: 365.2425 * DAY,
};
/** What looking at one period costs. */
const COSTS: { readonly [frequency in Frequency]: number } = { SECONDLY: 1, MINUTELY: 1, HOURLY: 0.1, DAILY: 0.3, WEEKLY: 0.5, MONTHLY: 1, YEARLY: 5 };
const COST_OF_START = 0.1;
const COST_OF_FAILURE = 1000;
const LARGEST_BITE = 800;
const WORK_FOR_COUNT = 4000;
const ITERATIONS = 4000;
const CANDIDATES = 8000;

/** UNTIL as an instant. A day means its whole end, a local time is read in the zone. */
function untilInstant(until: Until, zone: Zone): number {
  if (until.form === 'instant') return until.value;
  return until.form === 'local' ? zone.instantOf(until.value) : zone.instantOf(until.value + DAY) - 1;
}

type Source = (first: Wall, beyond: Wall) => Wall[];

/** The library by wall clock: in UTC no local time is ever missing or there twice. Without COUNT and UNTIL. */
function libraryOf(parts: RuleParts, start: Wall): Source {
  const { text, keeps } = explicitRule(parts, start);
  const rule = new RRuleTemporal({
    rruleString: `RRULE:${text}`,
    dtstart: Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO('UTC'),
    maxIterations: ITERATIONS,
    maxCandidateEvaluations: CANDIDATES,
    cache: false,
  });
  return (first, beyond) =>
    rule
      .between(new Date(Math.max(first, start)), new Date(beyond - 1), true)
      .map((found) => found.epochMilliseconds)
      .filter(keeps);
}

/** Bites of the library that are small enough, so that the bound on work holds whatever the rule is. */
function boundedBy(source: Source, period: number, cost: number): Generated['between'] {
  const bite = Math.max(1, Math.floor(LARGEST_BITE / cost)) * period;
  const take = (first: Wall, beyond: Wall, work: Work): Wall[] | null => {
    work.left -= Math.ceil((beyond - first) / period + 1) * cost;
    if (work.left < 0) return null;
    try {
      const found = source(first, beyond);
      work.left -= found.length * COST_OF_START;
      return found;
    } catch {
      // The library gave up at its own bounds: once more with half the time.
      work.left -= COST_OF_FAILURE;
      const middle = Math.floor((first + beyond) / 2);
      if (beyond - first <= period || middle <= first) return null;
      const earlier = take(first, middle, work);
      const later = earlier && take(middle, beyond, work);
      return later && [...earlier, ...later];
    }
  };
  return (first, beyond, work) => {
    const found: Wall[] = [];
    for (let from = first; from < beyond; from += bite) {
      const some = take(from, Math.min(beyond, from + bite), work);
      if (!some) return null;
      for (const wall of some) found.push(wall);
    }
    return found;
  };
}

function countFrom(start: Wall, count: number, period: number, between: Generated['between']): { walls: Wall[]; complete: boolean } {
  const walls: Wall[] = [];
  const work: Work = { left: WORK_FOR_COUNT };
  let step = period * Math.min(count, 100);
  for (let from = start; walls.length < count && from <= LAST_WALL; from += step, step *= 2) {
    const some = between(from, Math.min(from + step, LAST_WALL + 1), work);
    if (!some) return { walls, complete: false };
    for (const wall of some) walls.push(wall);
  }
  return { walls: walls.slice(0, count), complete: true };
}

function generate(parts: RuleParts, start: Wall, zone: Zone): Generated {
  const period = LENGTHS[parts.frequency] * parts.interval;
  // Beyond the years that can be written, a rule has its first period only.
  const once = start + period > LAST_WALL + LENGTHS.YEARLY;
  const library = libraryOf(once ? { ...parts, interval: 1 } : parts, start);
  const firstPeriod: Source = (first, beyond) => library(start, start + 1).filter((wall) => wall >= first && wall < beyond);
  const unlimited = boundedBy(once ? firstPeriod : library, once ? LAST_WALL * 2 : period, COSTS[parts.frequency]);
  const startsOnRule = (unlimited(start, start + 1, { left: WORK_FOR_COUNT }) ?? []).length > 0;
  const until = parts.until && untilInstant(parts.until, zone);
  let all: ReturnType<typeof countFrom> | undefined;
  const counted: Generated['counted'] = () => {
    if (parts.count === null) return null;
    // A DTSTART off the rule is the first occurrence, and counts.
    all ??= countFrom(start, startsOnRule ? parts.count : parts.count - 1, period, unlimited);
    return all;
  };
  return {
    startsOnRule,
    endsBeforeStart: until !== null && until < zone.instantOf(start),
    ends: parts.count !== null || until !== null,
    until,
    period: once ? LAST_WALL : period,
    counted,
    between: (first, beyond, work) => {
      const list = counted();
      return list ? list.walls.filter((wall) => wall >= first && wall < beyond) : unlimited(first, Math.min(beyond, LAST_WALL + 1), work);
    },
  };
}

const RULES_KEPT = 2000;

const kept = remember(RULES_KEPT, (key): { generated: Generated | null } => {
  const [start, timeZone, rule] = JSON.parse(key) as [Wall, string | null, string];
  const read = readRule(rule);
  if ('fault' in read || whyNever(read.parts, timeZone === null).length > 0) return { generated: null };
  return { generated: generate(read.parts, start, zoneOf(timeZone ?? 'UTC')) };
});

/**
 * The starts of a rule that begins at `start`, kept for later. UNTIL is read in `timeZone`, which is null for all-day
 * events; the rest is wall clock. Null for a rule that is not expanded: one that cannot be read, or never is taken.
 */
export function ruleFrom(rule: string, start: Wall, timeZone: string | null): Generated | null {
  return kept(JSON.stringify([start, timeZone, rule])).generated;
}
