import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { DAY, HOUR, LAST_WALL, type Wall } from './local-time.js';
import { timesADay, whyNever } from './combinations.js';
import { explicitRule, longerPeriods } from './explicit-rule.js';
import { remember } from './lru.js';
import { readRule, type Frequency, type RuleParts, type Until } from './rule-text.js';
import { zoneOf, type Zone } from './zone.js';

/** How much looking one call may still do; one unit is a period looked at, or some ten microseconds. */
export interface Work {
  left: number;
}

/** Lengths of stretches to look at, in milliseconds: the first one, and the longest. */
export interface Step {
  readonly first: number;
  readonly longest: number;
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
  /** How far to look for about so many starts when the rule is dense, and how far at most at once; milliseconds. */
  step(starts: number): Step;
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
/** What looking at one period costs, apart from its starts. */
const COSTS: { readonly [frequency in Frequency]: number } = { SECONDLY: 1, MINUTELY: 1, HOURLY: 0.1, DAILY: 0.3, WEEKLY: 0.5, MONTHLY: 1, YEARLY: 5 };
const COST_OF_START = 0.1;
const COST_OF_CANDIDATE = 0.01;
const COST_OF_CHOOSING = 1;
/** An hour that a list may leave out is looked at without the library's fast ways. */
const COST_OF_LIMITED_HOUR = 0.4;
const COST_OF_FAILURE = 1200;
const LARGEST_BITE = 400;
const WORK_FOR_COUNT = 2500;
/** The library's own bound; its bound on candidates stays as it is, since its fast ways are taken under that one only. */
const ITERATIONS = 3000;

/** UNTIL as an instant. A day means its whole end, a local time is read in the zone. */
function untilInstant(until: Until, zone: Zone): number {
  if (until.form === 'instant') return until.value;
  return until.form === 'local' ? zone.instantOf(until.value) : zone.instantOf(until.value + DAY) - 1;
}

/** How many starts one period has at most. */
function startsIn(parts: RuleParts): number {
  const { BYMONTHDAY, BYYEARDAY, BYWEEKNO } = parts.lists;
  if (parts.frequency === 'HOURLY') return timesADay(parts) / 24;
  const manyDays = (parts.byDay ?? BYMONTHDAY ?? BYYEARDAY ?? BYWEEKNO) !== undefined;
  return (manyDays ? Math.ceil(LENGTHS[parts.frequency] / DAY) : 1) * timesADay(parts);
}

/** The library looks at months and years as a whole, and closely at each candidate of a BYSETPOS. */
function costOf(parts: RuleParts): number {
  if (parts.lists.BYSETPOS) return COSTS[parts.frequency] + COST_OF_CHOOSING + startsIn(parts) * COST_OF_START;
  const { BYMONTH, BYMONTHDAY, BYYEARDAY, BYHOUR } = parts.lists;
  const limited = (BYMONTH ?? BYMONTHDAY ?? BYYEARDAY ?? parts.byDay ?? BYHOUR) !== undefined;
  if (parts.frequency === 'HOURLY' && limited) return COST_OF_LIMITED_HOUR;
  return COSTS[parts.frequency] + (LENGTHS[parts.frequency] > 7 * DAY ? startsIn(parts) * COST_OF_CANDIDATE : 0);
}

type Source = (first: Wall, beyond: Wall) => Wall[];

/** The library by wall clock: in UTC no local time is ever missing or there twice. Without COUNT and UNTIL. */
function libraryOf(parts: RuleParts, start: Wall): Source {
  const { text, keeps } = explicitRule(parts, start);
  const rule = new RRuleTemporal({
    rruleString: `RRULE:${text}`,
    dtstart: Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO('UTC'),
    maxIterations: ITERATIONS,
    cache: false,
  });
  return (first, beyond) =>
    rule
      .between(new Date(Math.max(first, start)), new Date(beyond - 1), true)
      .map((found) => found.epochMilliseconds)
      .filter(keeps);
}

/** The library under a bound on work that holds whatever the rule is. */
function boundedBy(source: Source, period: number, cost: number): Generated['between'] {
  const take: Generated['between'] = (first, beyond, work) => {
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
  return take;
}

function countFrom(start: Wall, count: number, step: Step, between: Generated['between']): { walls: Wall[]; complete: boolean } {
  const walls: Wall[] = [];
  const work: Work = { left: WORK_FOR_COUNT };
  let length = step.first;
  for (let from = start; walls.length < count && from <= LAST_WALL; from += length, length = Math.min(length * 2, step.longest)) {
    const some = between(from, Math.min(from + length, LAST_WALL + 1), work);
    if (!some) return { walls, complete: false };
    for (const wall of some) walls.push(wall);
  }
  return { walls: walls.slice(0, count), complete: true };
}

/** A rule whose INTERVAL leads beyond the years that can be written has its first period only. */
function firstPeriodOnly(library: Source, start: Wall): { between: Generated['between']; step: Generated['step'] } {
  const forever = 2 * LAST_WALL;
  const between: Generated['between'] = (first, beyond) => (first <= start && start < beyond ? library(start, start + 1) : []);
  return { between, step: () => ({ first: forever, longest: forever }) };
}

function endlessly(parts: RuleParts, start: Wall): { between: Generated['between']; step: Generated['step'] } {
  const period = LENGTHS[parts.frequency] * parts.interval;
  if (start + period > LAST_WALL + LENGTHS.YEARLY) return firstPeriodOnly(libraryOf({ ...parts, interval: 1 }, start), start);
  const cost = costOf(parts);
  const longest = Math.max(1, Math.min(Math.floor(LARGEST_BITE / cost), ITERATIONS - 100)) * period;
  const bounded = boundedBy(libraryOf(parts, start), period, cost);
  return {
    between: (first, beyond, work) => bounded(first, Math.min(beyond, LAST_WALL + 1), work),
    step: (starts) => ({ first: Math.min(longest, Math.max(DAY, Math.ceil(starts / startsIn(parts)) * period)), longest }),
  };
}

function generate(read: RuleParts, start: Wall, zone: Zone): Generated {
  const { between, step } = endlessly(longerPeriods(read, start), start);
  const startsOnRule = (between(start, start + 1, { left: WORK_FOR_COUNT }) ?? []).length > 0;
  const until = read.until && untilInstant(read.until, zone);
  let all: ReturnType<typeof countFrom> | undefined;
  const counted: Generated['counted'] = () => {
    if (read.count === null) return null;
    // A DTSTART off the rule is the first occurrence, and counts.
    const count = startsOnRule ? read.count : read.count - 1;
    all ??= countFrom(start, count, step(count), between);
    return all;
  };
  return {
    startsOnRule,
    endsBeforeStart: until !== null && until < zone.instantOf(start),
    ends: read.count !== null || until !== null,
    until,
    step,
    counted,
    between: (first, beyond, work) => counted()?.walls.filter((wall) => wall >= first && wall < beyond) ?? between(first, beyond, work),
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
