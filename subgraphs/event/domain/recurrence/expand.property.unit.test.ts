import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bounds, expand, spanOf, type Series, type Span } from './series.js';

const DAY = 86_400_000;
const weekdays = fc.uniqueArray(fc.constantFrom('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'), { minLength: 1, maxLength: 3 }).map((days) => `BYDAY=${days.join(',')}`);
const numbers = (list: string, min: number, max: number) => fc.uniqueArray(fc.integer({ min, max }).filter(Boolean), { minLength: 1, maxLength: 3 }).map((values) => `${list}=${values.join(',')}`);
const hours = numbers('BYHOUR', 0, 23);
const months = numbers('BYMONTH', 1, 12);

const shapes = fc.oneof(
  fc.tuple(fc.constant('FREQ=HOURLY')),
  fc.tuple(fc.constant('FREQ=DAILY'), hours),
  fc.tuple(fc.constant('FREQ=DAILY'), months),
  fc.tuple(fc.constant('FREQ=WEEKLY'), weekdays),
  fc.tuple(fc.constant('FREQ=MONTHLY'), numbers('BYMONTHDAY', -31, 31)),
  fc.tuple(fc.constant('FREQ=MONTHLY'), weekdays, fc.constantFrom('BYSETPOS=1', 'BYSETPOS=-2')),
  fc.tuple(fc.constant('FREQ=MONTHLY'), fc.constantFrom('BYDAY=2MO,-1FR', 'BYDAY=5SU')),
  fc.tuple(fc.constant('FREQ=YEARLY'), months, weekdays),
  fc.tuple(fc.constant('FREQ=YEARLY'), numbers('BYYEARDAY', -366, 366)),
  fc.tuple(fc.constant('FREQ=YEARLY'), numbers('BYWEEKNO', 1, 53), weekdays),
);

const ends = fc.oneof(fc.constant(''), fc.integer({ min: 1, max: 40 }).map((count) => `;COUNT=${count}`), fc.constant(';UNTIL=20260601T003000Z'));

/** Starts around the changes of clocks, so that gaps and overlaps are met. */
const wallClock = fc.tuple(fc.constantFrom('2025-10-24', '2026-01-31', '2026-03-27', '2024-02-29'), fc.constantFrom('00:00:00', '01:30:00', '02:30:00', '09:00:00', '23:45:00')).map((parts) => parts.join('T'));

const basic = (text: string): string => text.replaceAll(/[-:]/g, '');

const someSeries = fc
  .record({
    shape: shapes,
    end: ends,
    interval: fc.integer({ min: 1, max: 3 }),
    timeZone: fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'America/Santiago', 'UTC'),
    start: wallClock,
    minutes: fc.constantFrom(0, 45, 60, 60 * 30),
    extra: fc.array(wallClock.map(basic), { maxLength: 2 }),
    excluded: fc.array(wallClock.map(basic), { maxLength: 2 }),
  })
  .map(({ shape, end, interval, timeZone, start, minutes, extra, excluded }): Series => ({
    timeZone,
    allDay: false,
    start,
    length: { kind: 'elapsed', milliseconds: minutes * 60_000 },
    rule: `${shape.join(';')};INTERVAL=${interval}${end}`,
    excluded,
    extra,
  }));

const from = Date.UTC(2024, 0, 1);
const to = Date.UTC(2027, 0, 1);
const all = (series: Series) => expand(series, { from: new Date(from), to: new Date(to), limit: 400 });
const inWindow = (span: Span, a: number, b: number): boolean => {
  const [start, end] = [span.start.getTime(), span.end.getTime()];
  return start < b && (end > a || (start === end && start >= a));
};

describe('expansion, whatever the series', () => {
  it('of a window is the slice of the whole', () => {
    fc.assert(
      fc.property(someSeries, fc.integer({ min: 0, max: 700 }), fc.integer({ min: 1, max: 300 }), fc.integer({ min: 0, max: 23 }), (series, offset, days, hour) => {
        const whole = all(series);
        const last = whole.more ? (whole.spans.at(-1)?.start.getTime() ?? from) : to;
        const a = from + offset * DAY + hour * 3_600_000;
        const b = Math.min(a + days * DAY, last);
        fc.pre(a < b && !whole.capped);
        const part = expand(series, { from: new Date(a), to: new Date(b), limit: 10_000 });
        expect(part.spans).toEqual(whole.spans.filter((span) => inWindow(span, a, b)));
      }),
      { numRuns: 300 },
    );
  });

  it('by pages is the whole', () => {
    fc.assert(
      fc.property(someSeries, fc.integer({ min: 1, max: 40 }), (series, limit) => {
        const whole = expand(series, { limit: 100, to: new Date(to) });
        const paged: Span[] = [];
        for (let after: string | undefined; paged.length < whole.spans.length; after = paged.at(-1)?.key) {
          const page = expand(series, { limit, to: new Date(to), ...(after ? { after } : {}) });
          if (page.spans.length === 0) break;
          paged.push(...page.spans);
        }
        expect(paged.slice(0, whole.spans.length)).toEqual(whole.spans);
      }),
      { numRuns: 100 },
    );
  });

  it('is in order without doubles, agrees with spanOf, and lies within the bounds', () => {
    fc.assert(
      fc.property(someSeries, (series) => {
        const { spans } = all(series);
        const { firstStart, lastEnd, longestMilliseconds } = bounds(series);
        for (const [i, span] of spans.entries()) {
          expect(span.start.getTime()).toBeGreaterThan(spans[i - 1]?.start.getTime() ?? -Infinity);
          expect(spanOf(series, span.key)).toEqual(span);
          expect(span.start.getTime()).toBeGreaterThanOrEqual(firstStart.getTime());
          expect(span.end.getTime()).toBeLessThanOrEqual(lastEnd?.getTime() ?? Infinity);
          expect(span.end.getTime() - span.start.getTime()).toBeLessThanOrEqual(longestMilliseconds);
        }
        expect(new Set(spans.map((span) => span.key)).size).toBe(spans.length);
      }),
      { numRuns: 150 },
    );
  });

  it('gives spanOf nothing that it does not give itself', () => {
    fc.assert(
      fc.property(someSeries, wallClock.map(basic), (series, key) => {
        const near = Date.parse(key.replace(/^(....)(..)(..T..)(..)(..)$/, '$1-$2-$3:$4:$5Z'));
        const around = { from: new Date(near - 2 * DAY), to: new Date(near + 2 * DAY), limit: 1000 };
        const given = expand(series, around).spans.some((span) => span.key === key);
        expect(spanOf(series, key) !== null).toBe(given);
      }),
      { numRuns: 150 },
    );
  });

  it("of all-day events is a slice too, by the days of any reader's zone", () => {
    const days = fc
      .record({ shape: shapes.filter(([frequency, list]) => frequency !== 'FREQ=HOURLY' && !list?.startsWith('BYHOUR')), day: wallClock.map((text) => text.slice(0, 10)), length: fc.integer({ min: 1, max: 3 }) })
      .map(({ shape, day, length }): Series => ({ timeZone: 'Europe/Berlin', allDay: true, start: day, length: { kind: 'days', days: length }, rule: shape.join(';'), excluded: [], extra: [] }));
    const viewer = fc.constantFrom('UTC', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'America/Santiago', 'Europe/Berlin');
    fc.assert(
      fc.property(days, viewer, fc.integer({ min: 0, max: 700 * 24 }), fc.integer({ min: 1, max: 90 }), (series, zone, hours, length) => {
        const whole = expand(series, { from: new Date(from), to: new Date(to), limit: 2000 }, zone);
        const a = from + 10 * DAY + hours * 3_600_000;
        const part = expand(series, { from: new Date(a), to: new Date(a + length * DAY), limit: 2000 }, zone);
        expect(part.spans).toEqual(whole.spans.filter((span) => inWindow(span, a, a + length * DAY)));
        for (const span of part.spans) expect(spanOf(series, span.key, zone)).toEqual(span);
      }),
      { numRuns: 150 },
    );
  });
});
