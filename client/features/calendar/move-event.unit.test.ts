import { describe, expect, it } from '@jest/globals';
import { seriesTimesAfter, timesAfter } from './move-event.js';

const BERLIN = 'Europe/Berlin';
const series = {
  __typename: 'Event' as const,
  id: 'event',
  revision: 3,
  startsAt: '2026-10-06T16:00:00Z',
  endsAt: '2026-10-06T17:30:00Z',
  allDay: false,
  startsOn: null,
  endsOn: null,
  timeZone: BERLIN,
  organizer: null,
  recurrence: { __typename: 'Recurrence' as const, rule: 'FREQ=WEEKLY', description: 'weekly' },
};
/** Eight weeks later, after the clocks have changed: 18:00 in Berlin as well. */
const occurrence = { __typename: 'Occurrence' as const, id: 'occurrence', startsAt: '2026-12-01T17:00:00Z', endsAt: '2026-12-01T18:30:00Z', allDay: false, startsOn: null, endsOn: null } as never;

describe('moving what takes place once', () => {
  it('goes to what was picked, in the zone of who picked', () => {
    expect(timesAfter({ allDay: false, starts: '2026-12-02T09:00', ends: '2026-12-02T10:00' }, BERLIN)).toEqual({ startsAt: '2026-12-02T08:00:00Z', endsAt: '2026-12-02T09:00:00Z' });
    expect(timesAfter({ allDay: true, starts: '2026-12-02', ends: '2026-12-03' }, BERLIN)).toEqual({ startsOn: '2026-12-02', endsOn: '2026-12-03' });
  });
});

describe('moving a series by one of its occurrences', () => {
  it('moves the first time by as many days, to the same time of day, over a change of the clocks', () => {
    const picked = { allDay: false, starts: '2026-12-02T19:30', ends: '2026-12-02T21:00' };
    expect(seriesTimesAfter(series, occurrence, picked, BERLIN)).toEqual({ startsAt: '2026-10-07T17:30:00Z', endsAt: '2026-10-07T19:00:00Z' });
  });

  it('means the time of day in the event’s zone where the viewer is elsewhere', () => {
    const picked = { allDay: false, starts: '2026-12-01T13:00', ends: '2026-12-01T15:00' };
    expect(seriesTimesAfter(series, occurrence, picked, 'America/New_York')).toEqual({ startsAt: '2026-10-06T17:00:00Z', endsAt: '2026-10-06T19:00:00Z' });
  });

  it('moves days by days, and makes days of hours', () => {
    const picked = { allDay: true, starts: '2026-12-03', ends: '2026-12-04' };
    expect(seriesTimesAfter(series, occurrence, picked, BERLIN)).toEqual({ startsOn: '2026-10-08', endsOn: '2026-10-09' });
    const days = { ...series, allDay: true, startsOn: '2026-10-06', endsOn: '2026-10-06' };
    const day = { ...(occurrence as object), allDay: true, startsOn: '2026-12-01', endsOn: '2026-12-01' } as never;
    expect(seriesTimesAfter(days, day, picked, 'Pacific/Kiritimati')).toEqual({ startsOn: '2026-10-08', endsOn: '2026-10-09' });
  });
});
