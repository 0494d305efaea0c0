import { describe, expect, it } from '@jest/globals';
import { parseOccurrenceId } from './occurrence-id.js';
import { resolveKey, spansStarting } from './occurrences.js';
import type { Series } from './recurrence/series.js';

const series = (start: string, rule: string | null = 'FREQ=WEEKLY;COUNT=3'): Series => ({
  timeZone: 'Europe/Berlin',
  allDay: false,
  start,
  length: { kind: 'elapsed', milliseconds: 3_600_000 },
  rule,
  excluded: [],
  extra: [],
});

describe('an old key of an occurrence', () => {
  const [first, second, third] = [series('2026-11-23T18:00:00'), series('2026-11-24T18:00:00'), series('2026-11-24T19:00:00')];

  it('is followed through every shift since', () => {
    expect(resolveKey(third, '20261130T180000', [second, first], 'UTC')?.key).toBe('20261201T190000');
    expect(resolveKey(third, '20261201T180000', [second, first], 'UTC')?.key).toBe('20261201T190000');
    expect(resolveKey(third, '20261201T190000', [second, first], 'UTC')?.key).toBe('20261201T190000');
  });

  it('leads nowhere when its occurrence is no more, or never was', () => {
    const shorter = series('2026-11-24T19:00:00', 'FREQ=WEEKLY;COUNT=1');
    expect(resolveKey(shorter, '20261130T180000', [second, first], 'UTC')).toBeNull();
    expect(resolveKey(third, '20260101T000000', [second, first], 'UTC')).toBeNull();
    expect(resolveKey(third, '20261130', [second, first], 'UTC')).toBeNull();
    expect(resolveKey(third, 'once', [], 'UTC')).toBeNull();
  });

  it('is the only one when the series recurs no more', () => {
    expect(resolveKey(series('2026-11-23T18:00:00', null), '20261123T180000', [first], 'UTC')?.key).toBe('once');
  });
});

describe('spans from an instant on', () => {
  it('are found also behind many that began before', () => {
    const long = { ...series('2026-01-01T00:00:00', 'FREQ=DAILY'), length: { kind: 'elapsed', milliseconds: 300 * 86_400_000 } } as const;
    const from = new Date('2026-12-01T12:00:00Z');
    const { spans, capped } = spansStarting(long, { from, startingFrom: from, limit: 2 }, 'UTC');
    expect(spans.map((span) => span.key)).toEqual(['20261202T000000', '20261203T000000']);
    expect(capped).toBe(false);
  });
});

describe("an occurrence's id", () => {
  it('names its event and its key', () => {
    expect(parseOccurrenceId('0192-ab_20261123T180000')).toEqual({ eventId: '0192-ab', key: '20261123T180000' });
    expect(parseOccurrenceId('e_once')).toEqual({ eventId: 'e', key: 'once' });
    for (const text of ['', 'e', 'e_', 'e_2026', '_once', 'e_20261123T180000Z']) expect(parseOccurrenceId(text)).toBeNull();
  });
});
