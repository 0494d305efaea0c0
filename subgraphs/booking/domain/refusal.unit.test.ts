import { describe, expect, it } from '@jest/globals';
import type { Bookable, CalendarRole, EventFacts } from './facts.js';
import { surelySees } from './facts.js';
import { DEFAULT_POLICY, holdEnd, offerEnd, type BookingPolicy } from './policy.js';
import { refuse, refusedBecause } from './refusal.js';

const at = (time: string): Date => new Date(`2026-11-20T${time}:00Z`);

const bookable = (event: Partial<EventFacts> = {}, occurrence: Partial<Bookable['occurrence']> = {}): Bookable => ({
  occurrence: { id: 'o', eventId: 'e', startsAt: at('18:00'), endsAt: at('20:00'), status: 'CONFIRMED', dropped: false, version: 1, ...occurrence },
  event: {
    id: 'e', calendarId: 'c', organizerId: 'olga', status: 'CONFIRMED', visibility: 'PRIVATE', capacity: 4, price: null, version: 1, ...event,
  },
});

describe('a request for seats', () => {
  it.each<[string, Bookable, Partial<BookingPolicy>, number, string, string | null]>([
    ['while it is open', bookable(), {}, 1, '12:00', null],
    ['for all there will ever be', bookable(), {}, 4, '12:00', null],
    ['for more than there will ever be', bookable(), {}, 5, '12:00', 'TOO_MANY_PER_PERSON'],
    ['for any number without a limit', bookable({ capacity: null }), {}, 500, '12:00', null],
    ['for more than one person may take', bookable(), { maxPerPerson: 2 }, 3, '12:00', 'TOO_MANY_PER_PERSON'],
    ['of a cancelled event', bookable({ status: 'CANCELLED' }), {}, 1, '12:00', 'EVENT_CANCELLED'],
    ['of a cancelled occurrence', bookable({}, { status: 'CANCELLED' }), {}, 1, '12:00', 'EVENT_CANCELLED'],
    ['of one taken off the calendar', bookable({}, { dropped: true }), {}, 1, '12:00', 'EVENT_CANCELLED'],
    ['of a cancelled event that is over', bookable({ status: 'CANCELLED' }), {}, 1, '23:00', 'EVENT_CANCELLED'],
    ['at the start', bookable(), {}, 1, '18:00', 'CLOSED'],
    ['a minute before the start', bookable(), {}, 1, '17:59', null],
    ['after the close', bookable(), { closesAt: at('11:00') }, 1, '12:00', 'CLOSED'],
    ['before the opening', bookable(), { opensAt: at('13:00') }, 1, '12:00', 'NOT_OPEN_YET'],
    ['of a draft', bookable({ status: 'DRAFT' }), {}, 1, '12:00', 'NOT_OPEN_YET'],
  ])('%s', (_, what, policy, quantity, time, reason) => {
    expect(refusedBecause(what, { ...DEFAULT_POLICY, ...policy }, quantity, at(time))).toBe(reason);
  });
});

describe('a refusal', () => {
  it('says whether to try again, and how full it is', () => {
    expect(refuse('SOLD_OUT', { seatsAvailable: 0, waitlistLength: 3 })).toEqual({
      reason: 'SOLD_OUT', message: 'No seat is free.', retryable: true, seatsAvailable: 0, waitlistLength: 3,
    });
    expect(refuse('HOLD_EXPIRED', null)).toMatchObject({ retryable: false, seatsAvailable: null, waitlistLength: null });
  });
});

describe('the end of a hold or an offer', () => {
  it('comes after the minutes of the policy, at the start or after an hour in all, whichever is first', () => {
    expect(holdEnd(DEFAULT_POLICY, at('12:00'), at('12:00'), at('18:00'))).toEqual(at('12:15'));
    expect(holdEnd(DEFAULT_POLICY, at('12:00'), at('12:50'), at('18:00'))).toEqual(at('13:00'));
    expect(holdEnd(DEFAULT_POLICY, at('17:50'), at('17:50'), at('18:00'))).toEqual(at('18:00'));
    expect(offerEnd(DEFAULT_POLICY, at('04:00'), at('18:00'))).toEqual(at('16:00'));
    expect(offerEnd(DEFAULT_POLICY, at('12:00'), at('18:00'))).toEqual(at('18:00'));
  });
});

describe('a copy is proof enough that a person sees an event', () => {
  it.each<[string, Partial<EventFacts>, string | null, CalendarRole | null, boolean]>([
    ['anybody, a public one', { visibility: 'PUBLIC' }, null, null, true],
    ['anybody, an unlisted one', { visibility: 'UNLISTED' }, null, null, true],
    ['a stranger, a private one', {}, 'ada', null, false],
    ['its organizer', {}, 'olga', null, true],
    ['a viewer of its calendar', {}, 'vic', 'VIEWER', true],
    ['one who is shown busy times only', {}, 'fred', 'FREE_BUSY', false],
    ['anybody, a public draft', { visibility: 'PUBLIC', status: 'DRAFT' }, 'ada', 'VIEWER', false],
    ['an editor, a draft', { status: 'DRAFT' }, 'ed', 'EDITOR', true],
    ['anybody, one whose visibility is not known', { visibility: null }, 'ada', null, false],
  ])('%s', (_, event, userId, role, sure) => {
    expect(surelySees(userId, bookable(event).event, role)).toBe(sure);
  });
});
