import { describe, expect, it } from '@jest/globals';
import type { EventTimes } from './event.js';
import { patchTimes, type TimesPatch } from './event-times-input.js';
import type { Series } from './recurrence/series.js';

const at = (text: string): Date => new Date(text);

/** The times that come of it; fails on faults. */
function timesOf(before: EventTimes | null, patch: TimesPatch): EventTimes {
  const { times, faults } = patchTimes(before, patch, 'Europe/Berlin');
  expect(faults).toEqual([]);
  if (!times) throw new Error('no times, and no fault');
  return times;
}

const messages = (before: EventTimes | null, patch: TimesPatch): string[] =>
  patchTimes(before, patch, 'Europe/Berlin').faults.map((fault) => fault.path.slice(1).join('.'));

const weekly = timesOf(null, {
  startsAt: at('2026-03-23T17:00:00Z'),
  endsAt: at('2026-03-23T18:00:00Z'),
  recurrence: { rule: 'FREQ=WEEKLY;COUNT=4', excludedDates: [at('2026-03-30T16:00:00Z')], extraDates: [at('2026-04-01T16:00:00Z')] },
});

describe('the times of a new event', () => {
  it('are kept as the wall clock shows them', () => {
    expect(weekly).toEqual({
      timeZone: 'Europe/Berlin',
      series: {
        timeZone: 'Europe/Berlin',
        allDay: false,
        start: '2026-03-23T18:00:00',
        length: { kind: 'elapsed', milliseconds: 3_600_000 },
        rule: 'FREQ=WEEKLY;COUNT=4',
        excluded: ['20260330T180000'],
        extra: ['2026-04-01T18:00:00'],
      } satisfies Series,
    });
  });

  it('count days when they are days', () => {
    const { series } = timesOf(null, { startsOn: '2026-12-24', endsOn: '2026-12-26', recurrence: { rule: 'FREQ=YEARLY', excludedDays: ['2027-12-24'] } });
    expect(series).toMatchObject({ allDay: true, start: '2026-12-24', length: { kind: 'days', days: 3 }, excluded: ['20271224'] });
  });

  it('are refused when they make no sense', () => {
    expect(messages(null, {})).toEqual(['startsAt', 'endsAt']);
    expect(messages(null, { startsOn: '2026-12-24', endsOn: '2026-12-23' })).toEqual(['endsOn']);
    expect(messages(null, { startsOn: '2026-12-24', endsAt: at('2026-12-24T10:00:00Z') })).toContain('');
    expect(messages(null, { startsAt: at('1850-01-01T00:00:00Z'), endsAt: at('1850-01-01T01:00:00Z') })).toEqual(['startsAt']);
    expect(messages(null, { startsAt: at('2026-01-01T00:00:00Z'), endsAt: at('2028-01-01T01:00:00Z') })).toEqual(['endsAt']);
    expect(messages(null, { startsOn: '2026-12-24', endsOn: '2026-12-24', timeZone: 'Mars/Base' })).toEqual(['timeZone']);
  });

  it('are refused to a series in the hour that comes twice, and kept for a single event', () => {
    const night = { startsAt: at('2026-10-25T01:30:00Z'), endsAt: at('2026-10-25T02:00:00Z') };
    expect(timesOf(null, night).series).toMatchObject({ timeZone: 'UTC', start: '2026-10-25T01:30:00' });
    expect(messages(null, { ...night, recurrence: { rule: 'FREQ=DAILY' } })).toEqual(['startsAt']);
  });
});

describe('new times of an event', () => {
  it('take the exceptions along', () => {
    const { series } = timesOf(weekly, { startsAt: at('2026-03-24T18:30:00Z') });
    expect(series).toMatchObject({ start: '2026-03-24T19:30:00', excluded: ['20260331T193000'], extra: ['2026-04-02T19:30:00'] });
  });

  it('keep the wall clock in another zone, or the instants', () => {
    expect(timesOf(weekly, { timeZone: 'Asia/Tokyo' }).series).toMatchObject({
      timeZone: 'Asia/Tokyo',
      start: '2026-03-23T18:00:00',
      excluded: ['20260330T180000'],
    });
    expect(timesOf(weekly, { timeZone: 'UTC', keepInstant: true }).series).toMatchObject({ timeZone: 'UTC', start: '2026-03-23T17:00:00' });
  });

  it('may end a recurrence, or change hours into days', () => {
    expect(timesOf(weekly, { recurrence: null }).series).toMatchObject({ rule: null, excluded: [], extra: [] });
    expect(timesOf(weekly, { recurrence: null, startsOn: '2026-03-23', endsOn: '2026-03-23' }).series).toMatchObject({ allDay: true, start: '2026-03-23' });
  });

  it('take the rule along, unless one is given', () => {
    const mondays = { ...weekly, series: { ...weekly.series, rule: 'FREQ=WEEKLY;BYDAY=MO' } };
    const tuesday = at('2026-03-24T17:00:00Z');
    expect(timesOf(mondays, { startsAt: tuesday }).series).toMatchObject({ rule: 'FREQ=WEEKLY;BYDAY=TU', excluded: ['20260331T180000'] });
    expect(timesOf(mondays, { startsAt: tuesday, recurrence: { rule: 'FREQ=WEEKLY;BYDAY=TU,FR' } }).series.rule).toBe('FREQ=WEEKLY;BYDAY=TU,FR');
    expect(messages(mondays, { startsAt: tuesday, recurrence: { rule: 'FREQ=WEEKLY;BYDAY=MO' } })).toEqual(['recurrence.rule']);
  });

  it('are refused when the rule can\'t follow', () => {
    const lastWorkdays = timesOf(null, { startsOn: '2026-11-30', endsOn: '2026-11-30', recurrence: { rule: 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1' } });
    expect(messages(lastWorkdays, { startsOn: '2026-11-28' })).toEqual(['startsOn']);
  });
});
