import { describe, expect, it } from '@jest/globals';
import { sameWallClock, stretchInWords, timeLeft } from './when.js';

const talk = { startsAt: '2026-11-20T17:00:00Z', endsAt: '2026-11-20T18:30:00Z', allDay: false };

describe('when something is, in words', () => {
  it('follows the wall clock of the zone', () => {
    expect(stretchInWords(talk, 'Europe/Berlin', 'de')).toContain('18:00');
    expect(stretchInWords(talk, 'America/New_York', 'de')).toContain('12:00');
  });

  it('names the same days of an all-day event in every zone', () => {
    const fair = { startsAt: '2026-11-20T23:00:00Z', endsAt: '2026-11-21T23:00:00Z', allDay: true, startsOn: '2026-11-21', endsOn: '2026-11-21' };
    const named = ['Pacific/Auckland', 'America/Los_Angeles'].map((zone) => stretchInWords(fair, zone, 'en-GB'));
    expect(named[0]).toMatch(/^Saturday,? 21 November 2026$/);
    expect(named[1]).toBe(named[0]);
  });

  it('tells zones apart by what their clocks show, not by their names', () => {
    expect(sameWallClock(talk.startsAt, 'Europe/Berlin', 'Europe/Paris')).toBe(true);
    expect(sameWallClock(talk.startsAt, 'Europe/Berlin', 'Europe/London')).toBe(false);
  });

  it('counts down to nothing, and no further', () => {
    const now = Date.parse('2026-11-20T10:00:00Z');
    expect(timeLeft('2026-11-20T11:05:09Z', now)).toBe('1:05:09');
    expect(timeLeft('2026-11-20T10:04:07Z', now)).toBe('4:07');
    expect(timeLeft('2026-11-20T09:00:00Z', now)).toBe('0:00');
  });
});
