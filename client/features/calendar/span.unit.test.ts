import { describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { daysOf } from './span.js';

describe('the days that a view shows', () => {
  it.each([
    ['dayGridMonth', '2026-10-26', '2026-12-07'],
    ['timeGridWeek', '2026-11-23', '2026-11-30'],
    ['timeGridDay', '2026-11-29', '2026-11-30'],
    ['listAhead', '2026-11-29', '2026-12-30'],
  ] as const)('%s', (view, first, end) => {
    expect(daysOf(view, Temporal.PlainDate.from('2026-11-29'), 1).map(String)).toEqual([first, end]);
  });
});
