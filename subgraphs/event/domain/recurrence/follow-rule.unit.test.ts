import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkRule, expand, followRule, renameKeys, type Series } from './series.js';
import { DAY, localText, wallOf } from './local-time.js';

const timed = (start: string, rule: string, timeZone = 'Europe/Berlin'): Series => ({
  timeZone,
  allDay: false,
  start,
  length: { kind: 'elapsed', milliseconds: 3_600_000 },
  rule,
  excluded: [],
  extra: [],
});
const days = (start: string, rule: string): Series => ({ ...timed(start, rule), allDay: true, length: { kind: 'days', days: 1 } });

/** The series with another start, and the rule that follows. */
function moved(before: Series, change: Partial<Series>): Series {
  const after = { ...before, ...change };
  return { ...after, rule: followRule(before, after) };
}

const startsOf = (series: Series, limit = 8): string[] => expand(series, { limit }, 'Europe/Berlin').spans.map(({ key }) => key);

// 10 November 2026 is the second Tuesday of its month.
describe('the rule of a series whose start moves', () => {
  it.each([
    ['FREQ=DAILY', '2026-11-10T09:00:00', '2026-11-13T09:00:00', 'FREQ=DAILY'],
    ['FREQ=WEEKLY', '2026-11-10T09:00:00', '2026-11-11T09:00:00', 'FREQ=WEEKLY'],
    ['FREQ=WEEKLY;BYDAY=TU', '2026-11-10T09:00:00', '2026-11-11T10:30:00', 'FREQ=WEEKLY;BYDAY=WE'],
    ['FREQ=WEEKLY;BYDAY=TU', '2026-11-10T09:00:00', '2026-11-08T09:00:00', 'FREQ=WEEKLY;BYDAY=SU'],
    ['FREQ=WEEKLY;BYDAY=TU', '2026-11-10T09:00:00', '2026-11-24T09:00:00', 'FREQ=WEEKLY;BYDAY=TU'],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=5', '2026-11-10T09:00:00', '2026-11-12T09:00:00', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TH;COUNT=5'],
    ['FREQ=WEEKLY;BYDAY=TU,TH', '2026-11-10T09:00:00', '2026-11-11T09:00:00', 'FREQ=WEEKLY;BYDAY=WE,FR'],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU', '2026-11-10T09:00:00', '2026-11-11T09:00:00', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;WKST=TU'],
    ['FREQ=MONTHLY', '2026-11-10T09:00:00', '2026-11-11T09:00:00', 'FREQ=MONTHLY'],
    ['FREQ=MONTHLY;BYMONTHDAY=10', '2026-11-10T09:00:00', '2026-11-11T09:00:00', 'FREQ=MONTHLY;BYMONTHDAY=11'],
    ['FREQ=MONTHLY;BYMONTHDAY=10,20', '2026-11-10T09:00:00', '2026-11-11T09:00:00', 'FREQ=MONTHLY;BYMONTHDAY=11,21'],
    ['FREQ=MONTHLY;BYMONTHDAY=-1', '2026-11-30T09:00:00', '2026-11-29T09:00:00', 'FREQ=MONTHLY;BYMONTHDAY=-2'],
    ['FREQ=MONTHLY;BYMONTHDAY=-1', '2026-11-30T09:00:00', '2026-12-01T09:00:00', 'FREQ=MONTHLY;BYMONTHDAY=1'],
    ['FREQ=MONTHLY;BYDAY=2TU', '2026-11-10T09:00:00', '2026-11-11T09:00:00', 'FREQ=MONTHLY;BYDAY=2WE'],
    ['FREQ=MONTHLY;BYDAY=2TU', '2026-11-10T09:00:00', '2026-11-03T09:00:00', 'FREQ=MONTHLY;BYDAY=1TU'],
    ['FREQ=MONTHLY;BYDAY=2TU', '2026-11-10T09:00:00', '2026-11-30T09:00:00', 'FREQ=MONTHLY;BYDAY=-1MO'],
    ['FREQ=MONTHLY;BYDAY=-1MO', '2026-11-30T09:00:00', '2026-11-20T09:00:00', 'FREQ=MONTHLY;BYDAY=-2FR'],
    ['FREQ=MONTHLY;BYDAY=1TU,3TU', '2026-11-03T09:00:00', '2026-11-11T09:00:00', 'FREQ=MONTHLY;BYDAY=2WE,4WE'],
    ['FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2', '2026-11-10T09:00:00', '2026-11-19T09:00:00', 'FREQ=MONTHLY;BYDAY=TH;BYSETPOS=3'],
    ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', '2026-11-30T09:00:00', '2026-11-26T09:00:00', 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-3'],
    ['FREQ=MONTHLY;BYMONTH=1,4,7,10;BYMONTHDAY=10', '2026-10-10T09:00:00', '2026-11-12T09:00:00', 'FREQ=MONTHLY;BYMONTH=2,5,8,11;BYMONTHDAY=12'],
    ['FREQ=YEARLY', '2026-11-10T09:00:00', '2026-12-01T09:00:00', 'FREQ=YEARLY'],
    ['FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=10', '2026-11-10T09:00:00', '2026-12-01T09:00:00', 'FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=1'],
    ['FREQ=YEARLY;BYMONTH=11;BYDAY=2TU', '2026-11-10T09:00:00', '2026-12-02T09:00:00', 'FREQ=YEARLY;BYMONTH=12;BYDAY=1WE'],
    ['FREQ=YEARLY;BYYEARDAY=-1', '2026-12-31T09:00:00', '2026-12-30T09:00:00', 'FREQ=YEARLY;BYYEARDAY=-2'],
    ['FREQ=DAILY;BYHOUR=9,15;BYMINUTE=5', '2026-11-10T09:05:00', '2026-11-10T11:20:00', 'FREQ=DAILY;BYHOUR=11,17;BYMINUTE=20'],
    ['freq=weekly;byday=tu;wkst=su', '2026-11-10T09:00:00', '2026-11-11T09:00:00', 'freq=weekly;BYDAY=WE;wkst=su'],
  ])('%s from %s to %s is %s', (rule, from, to, expected) => {
    const before = timed(from, rule);
    expect(checkRule(rule, before)).toEqual([]);
    const after = moved(before, { start: to });
    expect(after.rule).toBe(expected);
    expect(checkRule(expected, after)).toEqual([]);
  });

  it('stays to the letter when only the length changes', () => {
    const before = timed('2026-11-10T09:00:00', 'FREQ=MONTHLY;BYDAY=+2TU;UNTIL=20270301T000000Z');
    expect(moved(before, { length: { kind: 'elapsed', milliseconds: 60_000 } }).rule).toBe(before.rule);
  });

  it.each([
    ['FREQ=MONTHLY;BYMONTHDAY=10,31', '2026-11-10T09:00:00', '2026-11-12T09:00:00'],
    ['FREQ=MONTHLY;BYDAY=TU;BYMONTHDAY=10', '2026-11-10T09:00:00', '2026-11-11T09:00:00'],
    ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', '2026-11-30T09:00:00', '2026-11-28T09:00:00'],
    ['FREQ=DAILY;BYHOUR=9,23', '2026-11-10T09:00:00', '2026-11-10T10:00:00'],
  ])('%s can’t follow from %s to %s, and is refused', (rule, from, to) => {
    const after = moved(timed(from, rule), { start: to });
    expect(checkRule(after.rule ?? '', after)).not.toEqual([]);
  });
});

describe('UNTIL of a series that moves', () => {
  it.each([
    // Wall clock of Berlin, an hour ahead of UTC.
    ['stays where it ends the series at the same occurrence', 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20261231T225959Z', '2026-11-11T09:00:00', 'FREQ=WEEKLY;BYDAY=WE;UNTIL=20261231T225959Z'],
    ['stays for a move within the day', 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20261231T225959Z', '2026-11-10T19:00:00', 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20261231T225959Z'],
    ['moves when the last would be lost', 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20261124T080000Z', '2026-11-10T10:00:00', 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20261124T090000Z'],
    ['moves when one would be won', 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20261130T225959Z', '2026-11-09T09:00:00', 'FREQ=WEEKLY;BYDAY=MO;UNTIL=20261123T080000Z'],
    ['moves within the month of the last one', 'FREQ=MONTHLY;BYDAY=2TU;UNTIL=20261209T000000Z', '2026-11-11T09:00:00', 'FREQ=MONTHLY;BYDAY=2WE;UNTIL=20261209T080000Z'],
  ])('%s', (_, rule, start, expected) => {
    const before = timed('2026-11-10T09:00:00', rule);
    const after = moved(before, { start });
    expect(after.rule).toBe(expected);
    expect(startsOf(after, 100)).toHaveLength(startsOf(before, 100).length);
  });

  it('is a day for days, and the end of that day for hours', () => {
    const before = timed('2026-11-10T09:00:00', 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20261124T080000Z');
    const after = moved(before, { allDay: true, start: '2026-11-11', length: { kind: 'days', days: 1 } });
    expect(after.rule).toBe('FREQ=WEEKLY;BYDAY=WE;UNTIL=20261125');
    const back = moved(after, { allDay: false, start: '2026-11-10T23:30:00' });
    expect(back.rule).toBe('FREQ=WEEKLY;BYDAY=TU;UNTIL=20261125T225959Z');
    expect(startsOf(back)).toEqual(['20261110T233000', '20261117T233000', '20261124T233000']);
  });

  it('ends the same occurrences by the wall clock of another zone', () => {
    const before = timed('2026-11-10T22:00:00', 'FREQ=DAILY;UNTIL=20261112T210000Z');
    const after = moved(before, { timeZone: 'America/New_York' });
    expect(startsOf(after)).toEqual(startsOf(before));
  });
});

describe('what a move makes of the occurrences', () => {
  it('is the same number of them, each by as many days, for every weekly rule', () => {
    const weekdays = fc.subarray(['MO', 'WE', 'TH', 'SA', 'SU'], { minLength: 0 });
    fc.assert(
      fc.property(weekdays, fc.integer({ min: 1, max: 3 }), fc.integer({ min: -20, max: 20 }), fc.integer({ min: 0, max: 1439 }), (byDay, interval, by, minute) => {
        const before = timed('2026-11-10T09:00:00', `FREQ=WEEKLY;INTERVAL=${String(interval)};BYDAY=${['TU', ...byDay].join(',')};COUNT=9`);
        const start = localText(wallOf('2026-11-10T00:00:00') + by * DAY + minute * 60_000);
        const after = moved(before, { start });
        const shift = wallOf(start) - wallOf(before.start);
        expect(startsOf(after, 20).map((key) => wallOf(key))).toEqual(startsOf(before, 20).map((key) => wallOf(key) + shift));
      }),
    );
  });

  it('is one in each month for the counted days of a month, under new keys that follow', () => {
    const before = timed('2026-11-10T09:00:00', 'FREQ=MONTHLY;BYDAY=2TU;COUNT=9');
    for (const start of ['2026-11-11T09:00:00', '2026-11-02T20:00:00', '2026-11-30T09:00:00', '2026-12-24T09:00:00']) {
      const after = moved(before, { start });
      const keys = startsOf(before, 20);
      const { renamed, dropped } = renameKeys(before, after, keys);
      expect(dropped).toEqual([]);
      expect(keys.map((key) => renamed[key])).toEqual(startsOf(after, 20));
    }
  });

  it('is one in each year for days of a year', () => {
    const before = days('2026-11-10', 'FREQ=YEARLY;BYDAY=20MO;COUNT=4');
    const start = startsOf(before)[1] ?? '';
    const first = { ...before, start: `${start.slice(0, 4)}-${start.slice(4, 6)}-${start.slice(6)}` };
    const after = moved(first, { start: localText(wallOf(first.start) + 3 * DAY).slice(0, 10) });
    expect(after.rule).toBe('FREQ=YEARLY;BYDAY=20TH;COUNT=4');
    const keys = startsOf(first);
    expect(keys.map((key) => renameKeys(first, after, keys).renamed[key])).toEqual(startsOf(after));
  });
});
