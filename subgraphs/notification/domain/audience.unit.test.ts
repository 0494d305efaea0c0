import { describe, expect, it } from '@jest/globals';
import { toldOfBooking, toldOfEvent, toldOfJoining, type BookingStatus, type EventChangeKind, type Member } from './audience.js';

const members: Member[] = [
  { userId: 'owner', role: 'OWNER' },
  { userId: 'editor', role: 'EDITOR' },
  { userId: 'viewer', role: 'VIEWER' },
  { userId: 'busy', role: 'FREE_BUSY' },
];

describe('an event’s change', () => {
  const told = (kind: EventChangeKind, over: Partial<Parameters<typeof toldOfEvent>[0]> = {}): string[] =>
    toldOfEvent({ kind, status: 'CONFIRMED', wasStatus: 'CONFIRMED', actor: 'editor', members, bookers: ['guest'], ...over }).map((one) => `${one.userId} ${one.kind}`);

  it('is told to those who read the calendar, but not to who did it, nor to FREE_BUSY', () => {
    expect(told('CREATED')).toEqual(['owner EVENT_CREATED', 'viewer EVENT_CREATED']);
  });

  it('is told to those who booked as well, once it is a change', () => {
    expect(told('UPDATED')).toEqual(['owner EVENT_UPDATED', 'viewer EVENT_UPDATED', 'guest EVENT_UPDATED']);
    expect(told('CANCELLED', { actor: null })).toContain('guest EVENT_CANCELLED');
  });

  it('is told once to a member who booked', () => {
    expect(told('CANCELLED', { bookers: ['viewer'] })).toEqual(['owner EVENT_CANCELLED', 'viewer EVENT_CANCELLED']);
  });

  it('is told to nobody for a draft, a deletion or an answer', () => {
    expect(told('UPDATED', { status: 'DRAFT' })).toEqual([]);
    expect(told('DELETED')).toEqual([]);
    expect(told('RESPONDED')).toEqual([]);
  });
});

describe('a draft', () => {
  const told = (kind: EventChangeKind, status: string): string[] =>
    toldOfEvent({ kind, status, wasStatus: 'DRAFT', actor: 'editor', members, bookers: [] }).map((one) => one.kind);

  it('is new to all once it is published, and goes unheard when it is called off', () => {
    expect(told('UPDATED', 'CONFIRMED')).toEqual(['EVENT_CREATED', 'EVENT_CREATED']);
    expect(told('UPDATED', 'DRAFT')).toEqual([]);
    expect(told('CANCELLED', 'CANCELLED')).toEqual([]);
  });
});

describe('a joining', () => {
  it('is told to the owners', () => {
    expect(toldOfJoining('viewer', members, 'viewer')).toEqual([{ userId: 'owner', kind: 'CALENDAR_JOINED' }]);
  });

  it('is not told to the owner who let somebody in, nor at the calendar’s beginning', () => {
    expect(toldOfJoining('viewer', members, 'owner')).toEqual([]);
    expect(toldOfJoining('owner', members, 'owner')).toEqual([]);
  });
});

describe('a booking', () => {
  const told = (status: BookingStatus, previousStatus: BookingStatus | null, actor: string | null): string[] =>
    toldOfBooking({ status, previousStatus, bookerId: 'guest', organizerId: 'owner', actor }).map((one) => `${one.userId} ${one.kind}`);

  it('is told to the organizer once it is confirmed, and to the booker when another confirmed it', () => {
    expect(told('CONFIRMED', null, 'guest')).toEqual(['owner BOOKING_RECEIVED']);
    expect(told('CONFIRMED', 'HELD', 'owner')).toEqual(['guest BOOKING_CONFIRMED']);
    expect(told('CONFIRMED', 'CONFIRMED', 'guest')).toEqual([]);
  });

  it('that another cancelled is told to the booker', () => {
    expect(told('CANCELLED', 'CONFIRMED', 'owner')).toEqual(['guest BOOKING_CANCELLED']);
    expect(told('CANCELLED', 'CONFIRMED', null)).toEqual(['guest BOOKING_CANCELLED']);
    expect(told('CANCELLED', 'CONFIRMED', 'guest')).toEqual([]);
  });

  it('that waits is told of an offer, and of its end', () => {
    expect(told('OFFERED', 'WAITLISTED', 'somebody')).toEqual(['guest WAITLIST_OFFERED']);
    expect(told('EXPIRED', 'OFFERED', null)).toEqual(['guest WAITLIST_EXPIRED']);
    expect(told('EXPIRED', 'HELD', null)).toEqual([]);
    expect(told('HELD', null, 'guest')).toEqual([]);
  });
});
