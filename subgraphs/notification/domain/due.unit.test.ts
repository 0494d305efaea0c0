import { describe, expect, it } from '@jest/globals';
import { dueBefore, endFor, startFor, type OccurrenceTime } from './due.js';

const occurrence = (over: Partial<OccurrenceTime> = {}): OccurrenceTime => ({
  id: 'o1',
  title: 'Chess',
  cancelled: false,
  allDay: false,
  startsAt: new Date('2026-03-29T07:00:00Z'),
  endsAt: new Date('2026-03-29T08:00:00Z'),
  startsOn: null,
  ...over,
});

describe('the moment of a reminder', () => {
  it('is so many minutes of elapsed time before the start', () => {
    expect(dueBefore(new Date('2026-03-29T07:00:00Z'), 90, 'Europe/Berlin')).toEqual(new Date('2026-03-29T05:30:00Z'));
  });

  it('follows the wall clock for days before, across a change of clocks', () => {
    // 09:00 in Berlin on the day that clocks went forward; 09:00 the day before was 08:00 UTC.
    expect(dueBefore(new Date('2026-03-29T07:00:00Z'), 24 * 60, 'Europe/Berlin')).toEqual(new Date('2026-03-28T08:00:00Z'));
    expect(dueBefore(new Date('2026-03-29T07:00:00Z'), 25 * 60, 'Europe/Berlin')).toEqual(new Date('2026-03-28T07:00:00Z'));
  });

  it('moves a wall time that the clocks skipped forward by the gap', () => {
    const start = new Date('2026-03-30T00:30:00Z'); // 02:30 in Berlin; 02:30 the day before does not exist
    expect(dueBefore(start, 24 * 60, 'Europe/Berlin')).toEqual(new Date('2026-03-29T01:30:00Z'));
  });
});

describe('an all-day occurrence', () => {
  const allDay = occurrence({ allDay: true, startsOn: '2026-03-29', startsAt: new Date('2026-03-29T00:00:00Z'), endsAt: new Date('2026-03-30T00:00:00Z') });

  it('starts at midnight where the person is', () => {
    expect(startFor(allDay, 'Europe/Berlin')).toEqual(new Date('2026-03-28T23:00:00Z'));
    expect(startFor(allDay, 'America/New_York')).toEqual(new Date('2026-03-29T04:00:00Z'));
  });

  it('is not over before that day is over there', () => {
    expect(endFor(allDay, 'America/New_York')).toEqual(new Date('2026-03-30T04:00:00Z'));
  });
});

describe('an occurrence without length', () => {
  it('is not over the moment that it begins', () => {
    const start = new Date('2026-03-29T07:00:00Z');
    expect(endFor(occurrence({ endsAt: start }), 'UTC').getTime()).toBeGreaterThan(start.getTime());
  });
});
