import { describe, expect, it } from '@jest/globals';
import { firstDays } from './next-dates.js';
import { repeatsFrom, type Repeats } from './recurrence-rule.js';

const days = (frequency: Repeats['frequency'], starts: string, change: Partial<Repeats> = {}, most = 4): readonly string[] =>
  firstDays({ ...repeatsFrom(frequency, starts), ...change }, starts, most);

describe('the first days of a rule', () => {
  it('go by weeks from Monday on, the first day always among them', () => {
    expect(days('WEEKLY', '2026-12-09', { days: ['MO', 'FR'], interval: 2 })).toEqual(['2026-12-09', '2026-12-11', '2026-12-21', '2026-12-23']);
  });

  it('leave out months and years that have no such day', () => {
    expect(days('MONTHLY', '2026-12-31')).toEqual(['2026-12-31', '2027-01-31', '2027-03-31', '2027-05-31']);
    expect(days('YEARLY', '2028-02-29', {}, 2)).toEqual(['2028-02-29', '2032-02-29']);
  });

  it('know the second Tuesday, the fifth, and the last', () => {
    expect(days('MONTHLY', '2026-12-08', { monthlyBy: 'WEEKDAY' }, 3)).toEqual(['2026-12-08', '2027-01-12', '2027-02-09']);
    expect(days('MONTHLY', '2026-12-29', { monthlyBy: 'WEEKDAY' }, 2)).toEqual(['2026-12-29', '2027-03-30']);
    expect(days('MONTHLY', '2026-12-29', { monthlyBy: 'LAST_WEEKDAY' }, 3)).toEqual(['2026-12-29', '2027-01-26', '2027-02-23']);
  });

  it('end after so many, or with a day that is included', () => {
    expect(days('DAILY', '2026-12-30', { ends: { kind: 'COUNT', count: 2 } })).toEqual(['2026-12-30', '2026-12-31']);
    expect(days('DAILY', '2026-12-30', { ends: { kind: 'UNTIL', day: '2027-01-01' } })).toEqual(['2026-12-30', '2026-12-31', '2027-01-01']);
  });
});
