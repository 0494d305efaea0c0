import { describe, expect, it } from '@jest/globals';
import { isLastOfMonth, repeatsFrom, repeatsOf, ruleOf, type Repeats } from './recurrence-rule.js';

const BERLIN = 'Europe/Berlin';
/** The second Tuesday of a December. */
const TUESDAY = '2026-12-08T18:00';

describe('a rule made by the form', () => {
  const rule = (change: Partial<Repeats>, frequency: Repeats['frequency'] = 'WEEKLY', allDay = false): string =>
    ruleOf({ ...repeatsFrom(frequency, TUESDAY), ...change }, TUESDAY, BERLIN, allDay);

  it('always has the first time in it, and names days from Monday on', () => {
    expect(rule({ days: ['FR', 'MO'] })).toBe('FREQ=WEEKLY;BYDAY=MO,TU,FR');
    expect(rule({ interval: 2 })).toBe('FREQ=WEEKLY;INTERVAL=2;BYDAY=TU');
  });

  it('says which weekday of a month', () => {
    expect(rule({}, 'MONTHLY')).toBe('FREQ=MONTHLY');
    expect(rule({ monthlyBy: 'WEEKDAY' }, 'MONTHLY')).toBe('FREQ=MONTHLY;BYDAY=2TU');
    expect(ruleOf({ ...repeatsFrom('MONTHLY', '2026-12-29T18:00'), monthlyBy: 'LAST_WEEKDAY' }, '2026-12-29T18:00', BERLIN, false)).toBe('FREQ=MONTHLY;BYDAY=-1TU');
    expect([isLastOfMonth('2026-12-29'), isLastOfMonth(TUESDAY)]).toEqual([true, false]);
  });

  it('ends after so many times, or with a day that is included where the event is', () => {
    expect(rule({ ends: { kind: 'COUNT', count: 10 } })).toBe('FREQ=WEEKLY;BYDAY=TU;COUNT=10');
    expect(rule({ ends: { kind: 'UNTIL', day: '2027-01-31' } })).toBe('FREQ=WEEKLY;BYDAY=TU;UNTIL=20270131T225959Z');
    expect(rule({ ends: { kind: 'UNTIL', day: '2027-01-31' } }, 'DAILY', true)).toBe('FREQ=DAILY;UNTIL=20270131');
  });
});

describe('a rule read into the form', () => {
  it.each([
    'FREQ=DAILY',
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU,FR',
    'FREQ=MONTHLY',
    'FREQ=MONTHLY;BYDAY=2TU;COUNT=4',
    'FREQ=YEARLY;UNTIL=20301208T225959Z',
  ])('comes out as it went in: %s', (rule) => {
    const repeats = repeatsOf(rule, TUESDAY, BERLIN);
    expect(repeats && ruleOf(repeats, TUESDAY, BERLIN, false)).toBe(rule);
  });

  it.each(['FREQ=HOURLY', 'FREQ=MONTHLY;BYDAY=1MO', 'FREQ=MONTHLY;BYMONTHDAY=-1', 'FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU', 'FREQ=WEEKLY;BYDAY=TU;BYHOUR=9'])(
    'is left to itself where the form can not show it: %s',
    (rule) => {
      expect(repeatsOf(rule, TUESDAY, BERLIN)).toBeNull();
    },
  );
});
