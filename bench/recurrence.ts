/**
 * Windows of a recurring event, expanded by us and by rrule-temporal with its own zones, in one run and in turns.
 * Run: npx tsx bench/recurrence.ts. Ratios hold; absolute times depend on the machine.
 */
// eslint-disable-next-line convene/import-boundaries -- the library itself is what ours is compared with
import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { expand } from '../subgraphs/event/domain/recurrence/expand.js';
import type { Series } from '../subgraphs/event/domain/recurrence/series.js';

const ROUNDS = 7;
const MILLISECONDS_A_ROUND = 120;
const TIME_ZONE = 'Europe/Berlin';

const cases: readonly (readonly [name: string, rule: string, from: string, to: string])[] = [
  ['weekdays, a month', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', '2027-03-01', '2027-04-01'],
  ['every day, a year', 'FREQ=DAILY', '2027-01-01', '2028-01-01'],
  ['every day at 02:30, a year', 'FREQ=DAILY;BYHOUR=2;BYMINUTE=30', '2027-01-01', '2028-01-01'],
  ['last Friday, a year', 'FREQ=MONTHLY;BYDAY=-1FR', '2027-01-01', '2028-01-01'],
  ['last weekday, a year', 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', '2027-01-01', '2028-01-01'],
  ['29 February, 40 years on', 'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29', '2064-01-01', '2065-01-01'],
  ['every hour, a month', 'FREQ=HOURLY', '2027-03-01', '2027-04-01'],
  ['100 times, a month', 'FREQ=WEEKLY;BYDAY=MO,WE;COUNT=100', '2024-06-01', '2024-07-01'],
];

/** Runs a second for as many times as fit into a round. */
function perSecond(work: () => number): number {
  const began = performance.now();
  let runs = 0;
  while (performance.now() - began < MILLISECONDS_A_ROUND) {
    work();
    runs++;
  }
  return (runs * 1000) / (performance.now() - began);
}

const median = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

function compare(rule: string, from: Date, to: Date): { ours: number; theirs: number; ratio: number; counts: string } {
  const series: Series = { timeZone: TIME_ZONE, allDay: false, start: '2024-01-01T09:00:00', length: { kind: 'elapsed', milliseconds: 0 }, rule, excluded: [], extra: [] };
  const dtstart = Temporal.PlainDateTime.from(series.start).toZonedDateTime(TIME_ZONE);
  const library = new RRuleTemporal({ rruleString: `RRULE:${rule}`, dtstart });
  // A fresh object each time, as a store gives it; rule and zone are remembered by us, the rule by the library's object.
  const ours = (): number => expand({ ...series }, { from, to, limit: 10_000 }).spans.reduce((sum, span) => sum + span.start.getTime(), 0);
  const theirs = (): number => library.between(from, new Date(to.getTime() - 1), true).reduce((sum, start) => sum + start.epochMilliseconds, 0);
  const rounds = Array.from({ length: ROUNDS }, () => ({ ours: perSecond(ours), theirs: perSecond(theirs) })).slice(1);
  return {
    ours: median(rounds.map((round) => round.ours)),
    theirs: median(rounds.map((round) => round.theirs)),
    ratio: median(rounds.map((round) => round.ours / round.theirs)),
    counts: `${expand(series, { from, to, limit: 10_000 }).spans.length}/${library.between(from, new Date(to.getTime() - 1), true).length}`,
  };
}

process.stdout.write(`${'case'.padEnd(30)}${'starts'.padStart(10)}${'ours/s'.padStart(12)}${'library/s'.padStart(12)}${'ratio'.padStart(8)}\n`);
for (const [name, rule, from, to] of cases) {
  const { ours, theirs, ratio, counts } = compare(rule, new Date(from), new Date(to));
  process.stdout.write(`${name.padEnd(30)}${counts.padStart(10)}${ours.toFixed(0).padStart(12)}${theirs.toFixed(0).padStart(12)}${ratio.toFixed(2).padStart(8)}\n`);
}
