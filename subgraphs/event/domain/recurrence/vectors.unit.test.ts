import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { checkRule } from './check-rule.js';
import { expand } from './expand.js';
import type { Series } from './series.js';
import { zoneOf } from './zone.js';

interface Case {
  id: string;
  name: string;
  valueType?: string;
  dtstart?: string;
  tzid?: string;
  rrule?: string;
  rdate?: string[];
  exdate?: string[];
  expect: 'expand' | 'reject' | 'bounded';
  expectedStarts: string[];
  expectedStartsIncludingDtstart?: string[];
  limit?: number;
  complete?: boolean;
  window?: { from: string; to?: string; overlap?: boolean };
  durationSeconds?: number;
  durationNominalDays?: number;
}

const folder = new URL('../../test/vectors/', import.meta.url);
const cases = ['recurrence.json', 'recurrence-mpl.json'].flatMap((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Case[]);

const local = (basic: string): string =>
  basic.replace(/Z$/, '').replace(/^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d))?$/, (_, y, m, d, ...time) => `${y}-${m}-${d}${time[0] ? `T${time.slice(0, 3).join(':')}` : ''}`);
const key = (basic: string): string => basic.replace(/Z$/, '');

function seriesOf(vector: Case): Series {
  const allDay = vector.valueType === 'DATE';
  const days = allDay ? 1 : vector.durationNominalDays;
  return {
    timeZone: vector.tzid ?? 'UTC',
    allDay,
    start: local(vector.dtstart ?? ''),
    length: days === undefined ? { kind: 'elapsed', milliseconds: (vector.durationSeconds ?? 0) * 1000 } : { kind: 'days', days },
    rule: vector.rrule || null,
    excluded: (vector.exdate ?? []).map(key),
    extra: (vector.rdate ?? []).map(key),
  };
}

/** As the vectors write starts: an instant, or a day. Floating ones are read in UTC. */
const instant = (text: string): string => (text.includes('T') ? new Date(/Z$|[+-]\d\d:\d\d(:\d\d)?$/.test(text) ? text : `${text}Z`).toISOString() : text);

/** Windows that do not say that they are half open are closed. */
function windowOf({ window, limit, complete, expectedStarts }: Case) {
  const bound = limit ?? (complete ? expectedStarts.length + 1 : expectedStarts.length);
  if (!window) return { limit: bound };
  return { from: new Date(instant(window.from)), ...(window.to ? { to: new Date(Date.parse(instant(window.to)) + (window.overlap ? 0 : 1)) } : {}), limit: bound };
}

/** DTSTART is always an occurrence here, also of a rule that ended before it: such a rule is refused. */
const ELSEWHERE = new Set(['rr-0511']);
const expansions = cases.filter((vector) => vector.expect === 'expand' && !ELSEWHERE.has(vector.id));

describe('the published cases', () => {
  it.each(expansions.map((vector) => [vector.id, vector.name, vector] as const))('%s: %s', (_id, _name, vector) => {
    const series = seriesOf(vector);
    const { spans, capped } = expand(series, windowOf(vector));
    const found = spans.map((span) => span.startsOn ?? span.start.toISOString());
    const plain = vector.expectedStarts.map(instant);
    const start = series.allDay ? series.start : new Date(zoneOf(series.timeZone).instantOf(Date.parse(`${series.start}Z`))).toISOString();
    const withFirst = vector.expectedStartsIncludingDtstart?.map(instant) ?? [start, ...plain];
    expect(capped).toBe(false);
    // DTSTART off its rule is the first occurrence, and counts: then the rule's own last one may fall away.
    if (found[0] === plain[0] || plain.length === 0) expect(found).toEqual(plain);
    else expect(found).toEqual(withFirst.slice(0, found.length < plain.length ? plain.length : found.length));
  });

  it.each(cases.filter(({ expect: kind, rrule, dtstart }) => kind === 'reject' && dtstart !== undefined && rrule !== undefined).map((vector) => [vector.id, vector.name, vector] as const))(
    '%s is refused: %s',
    (_id, _name, vector) => {
      const { start, timeZone, allDay } = seriesOf(vector);
      expect(checkRule(vector.rrule ?? '', { start, timeZone, allDay })).not.toEqual([]);
    },
  );

  it.each(cases.filter(({ expect: kind }) => kind === 'bounded').map((vector) => [vector.id, vector.name, vector] as const))('%s comes to an end: %s', (_id, _name, vector) => {
    const began = performance.now();
    expand(seriesOf(vector), { limit: 500 });
    expand(seriesOf(vector), { from: new Date('2030-01-01'), to: new Date('2031-01-01'), limit: 500 });
    expect(performance.now() - began).toBeLessThan(1000);
  });
});
