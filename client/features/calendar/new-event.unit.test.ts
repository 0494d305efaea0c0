import { describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { nextHour, startingAt, stretchOf, timesOf } from './new-event.js';

describe('the stretch of a new event', () => {
  it('begins at the next full hour of the viewer’s own clock', () => {
    const now = Temporal.Instant.from('2026-11-20T14:10:00Z');
    expect(nextHour('Asia/Kolkata', now)).toEqual({ allDay: false, starts: '2026-11-20T20:00', ends: '2026-11-20T21:00' });
  });

  it('includes the last day that was dragged over', () => {
    expect(stretchOf({ allDay: true, startStr: '2026-11-20', endStr: '2026-11-22' })).toEqual({ allDay: true, starts: '2026-11-20', ends: '2026-11-21' });
  });

  it('keeps its length when its start moves', () => {
    const stretch = { allDay: false, starts: '2026-11-20T10:00', ends: '2026-11-20T11:30' };
    expect(startingAt(stretch, '2026-11-21T23:00').ends).toBe('2026-11-22T00:30');
  });

  it('is sent as instants by the viewer’s zone, and days as days', () => {
    const hour = timesOf({ allDay: false, starts: '2026-07-01T10:00', ends: '2026-07-01T11:00' }, 'Europe/Berlin');
    expect(hour).toEqual({ startsAt: '2026-07-01T08:00:00Z', endsAt: '2026-07-01T09:00:00Z', timeZone: 'Europe/Berlin' });
    const day = timesOf({ allDay: true, starts: '2026-07-01', ends: '2026-07-02' }, 'Europe/Berlin');
    expect(day).toEqual({ startsOn: '2026-07-01', endsOn: '2026-07-02', timeZone: 'Europe/Berlin' });
  });
});
