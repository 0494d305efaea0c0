import type { Money } from './money.js';

/** How far a booking has come. HELD, OFFERED and CONFIRMED take seats; WAITLISTED stands in line; the rest are over. */
export type BookingStatus = 'HELD' | 'CONFIRMED' | 'WAITLISTED' | 'OFFERED' | 'CANCELLED' | 'EXPIRED';

/** One person's seats, or place in line, at one occurrence. */
export interface Booking {
  readonly id: string;
  readonly userId: string;
  readonly eventId: string;
  readonly occurrenceId: string;
  readonly status: BookingStatus;
  /** Seats in all. */
  readonly quantity: number;
  /** Of one seat, as it was when booked; null: free. */
  readonly price: Money | null;
  /** The end of a hold or an offer; null for all other states. */
  readonly heldUntil: Date | null;
  /** Place in line by order of joining; null for who never waited. Grows, with gaps. */
  readonly waitlistNumber: number | null;
  readonly cancelReason: string | null;
  /** Counts the changes, from 1. */
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** States in which a person has, or waits for, seats: one such booking for each person and occurrence. */
export const ACTIVE_STATUSES: readonly BookingStatus[] = ['HELD', 'CONFIRMED', 'WAITLISTED', 'OFFERED'];

/** Whether its hold or offer is over, whatever the row still says. */
export function hasEnded(booking: Pick<Booking, 'status' | 'heldUntil'>, now: Date): boolean {
  const kept = booking.status === 'HELD' || booking.status === 'OFFERED';
  return kept && booking.heldUntil !== null && booking.heldUntil <= now;
}

/** The booking as everybody is to read it: one whose end has come reads EXPIRED, also before a job has tidied it up. */
export function asOf(booking: Booking, now: Date): Booking {
  return hasEnded(booking, now) ? { ...booking, status: 'EXPIRED', heldUntil: null } : booking;
}

/** Whether this state takes seats out of the capacity. */
export function takesSeats(status: BookingStatus): boolean {
  switch (status) {
    case 'HELD':
    case 'OFFERED':
    case 'CONFIRMED':
      return true;
    case 'WAITLISTED':
    case 'CANCELLED':
    case 'EXPIRED':
      return false;
  }
}

/** Whether a person may hold no second booking beside one of this state. */
export const isActive = (status: BookingStatus): boolean => ACTIVE_STATUSES.includes(status);

type Next = Pick<Booking, 'status'> & Partial<Pick<Booking, 'heldUntil' | 'cancelReason'>>;

/** The booking after a change: counted, dated, and without an end unless the change gives one. */
export function changeTo(booking: Booking, next: Next, now: Date): Booking {
  return {
    ...booking,
    status: next.status,
    heldUntil: next.heldUntil ?? null,
    cancelReason: next.cancelReason ?? booking.cancelReason,
    version: booking.version + 1,
    updatedAt: now,
  };
}
