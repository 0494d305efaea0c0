import { describe, expect, it } from '@jest/globals';
import { ACTIVE_STATUSES, asOf, changeTo, hasEnded, isActive, takesSeats, type Booking, type BookingStatus } from './booking.js';

const at = (time: string): Date => new Date(`2026-11-20T${time}:00Z`);

const held: Booking = {
  id: 'b1',
  userId: 'ada',
  eventId: 'e1',
  occurrenceId: 'e1_once',
  status: 'HELD',
  quantity: 2,
  price: null,
  heldUntil: at('12:15'),
  waitlistNumber: null,
  cancelReason: null,
  version: 1,
  createdAt: at('12:00'),
  updatedAt: at('12:00'),
};

describe('a hold', () => {
  it('stands until its end, and is over at the very moment', () => {
    expect(hasEnded(held, at('12:14'))).toBe(false);
    expect(hasEnded(held, at('12:15'))).toBe(true);
    expect(asOf(held, at('12:14'))).toBe(held);
    expect(asOf(held, at('12:15'))).toMatchObject({ status: 'EXPIRED', heldUntil: null });
  });

  it('has no end any more once it is confirmed, and counts the change', () => {
    const confirmed = changeTo(held, { status: 'CONFIRMED' }, at('12:05'));
    expect(confirmed).toEqual({ ...held, status: 'CONFIRMED', heldUntil: null, version: 2, updatedAt: at('12:05') });
    expect(hasEnded(confirmed, at('23:00'))).toBe(false);
  });
});

describe('a cancelled booking', () => {
  it('keeps the reason that was given', () => {
    const cancelled = changeTo(held, { status: 'CANCELLED', cancelReason: 'ill' }, at('12:05'));
    expect(cancelled).toMatchObject({ status: 'CANCELLED', cancelReason: 'ill', heldUntil: null });
  });
});

describe('each state', () => {
  it.each<[BookingStatus, boolean, boolean]>([
    ['HELD', true, true],
    ['OFFERED', true, true],
    ['CONFIRMED', true, true],
    ['WAITLISTED', false, true],
    ['CANCELLED', false, false],
    ['EXPIRED', false, false],
  ])('%s takes seats: %s, is active: %s', (status, seats, active) => {
    expect(takesSeats(status)).toBe(seats);
    expect(isActive(status)).toBe(active);
    expect(ACTIVE_STATUSES.includes(status)).toBe(active);
  });
});
