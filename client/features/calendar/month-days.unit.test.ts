import { describe, expect, it } from '@jest/globals';
import { dayByKey, weeksOfMonth } from './month-days.js';

describe('the weeks of a month', () => {
  it('begin on the day on which weeks begin there, and are six', () => {
    const fromMonday = weeksOfMonth('2026-11-27', 1);
    expect([fromMonday.length, fromMonday[0]?.[0], fromMonday[0]?.[6], fromMonday[5]?.[6]]).toEqual([6, '2026-10-26', '2026-11-01', '2026-12-06']);
    expect(weeksOfMonth('2026-11-27', 0)[0]?.[0]).toBe('2026-11-01');
  });
});

describe('a key in the grid of days', () => {
  it.each([
    ['ArrowLeft', '2027-02-27'],
    ['ArrowDown', '2027-03-07'],
    ['PageDown', '2027-03-28'],
    ['Home', '2027-02-22'],
    ['End', '2027-02-28'],
  ])('%s', (key, day) => {
    expect(dayByKey(key, '2027-02-28', 1)).toBe(day);
  });

  it('stays in the month that is shorter', () => {
    expect(dayByKey('PageDown', '2027-01-31', 1)).toBe('2027-02-28');
    expect(dayByKey('x', '2027-01-31', 1)).toBeNull();
  });
});
