import type { Booking } from './booking.js';
import type { Bookable } from './facts.js';
import type { BookingPolicy } from './policy.js';

/** Why a request for seats is answered with no, when all is well with the request. */
export type RefusalReason =
  | 'SOLD_OUT'
  | 'TOO_MANY_PER_PERSON'
  | 'NOT_OPEN_YET'
  | 'CLOSED'
  | 'EVENT_CANCELLED'
  | 'HOLD_EXPIRED'
  | 'ALREADY_BOOKED';

/** The reason, for programs and for people. */
export interface Refusal {
  readonly reason: RefusalReason;
  readonly message: string;
  /** Whether the same request may succeed later without a change. */
  readonly retryable: boolean;
  /** Null: no limit, or not known. */
  readonly seatsAvailable: number | null;
  readonly waitlistLength: number | null;
}

/** The reason that the occurrence itself, or its policy, gives against booking at all; null: it may be booked. */
export function closedBecause({ occurrence, event }: Bookable, policy: BookingPolicy, now: Date): RefusalReason | null {
  if (event.status === 'CANCELLED' || occurrence.status === 'CANCELLED' || occurrence.dropped) return 'EVENT_CANCELLED';
  if (occurrence.startsAt <= now || (policy.closesAt !== null && policy.closesAt <= now)) return 'CLOSED';
  if (event.status === 'DRAFT' || (policy.opensAt !== null && policy.opensAt > now)) return 'NOT_OPEN_YET';
  return null;
}

/** As `closedBecause`, and refuses more seats than one person may take, or than there will ever be. */
export function refusedBecause(bookable: Bookable, policy: BookingPolicy, quantity: number, now: Date): RefusalReason | null {
  const closed = closedBecause(bookable, policy, now);
  if (closed) return closed;
  const { capacity } = bookable.event;
  const most = Math.min(policy.maxPerPerson ?? Infinity, capacity === null || capacity === 0 ? Infinity : capacity);
  return quantity > most ? 'TOO_MANY_PER_PERSON' : null;
}

/** Whether the same request may be granted later, with nothing changed by the one who asks. */
function isRetryable(reason: RefusalReason): boolean {
  switch (reason) {
    case 'SOLD_OUT':
    case 'NOT_OPEN_YET':
      return true;
    case 'TOO_MANY_PER_PERSON':
    case 'CLOSED':
    case 'EVENT_CANCELLED':
    case 'HOLD_EXPIRED':
    case 'ALREADY_BOOKED':
      return false;
  }
}

function messageOf(reason: RefusalReason, mine: Booking | null): string {
  switch (reason) {
    case 'SOLD_OUT':
      return 'No seat is free.';
    case 'TOO_MANY_PER_PERSON':
      return 'That is more seats than one person may take here.';
    case 'NOT_OPEN_YET':
      return 'Booking has not opened yet.';
    case 'CLOSED':
      return 'Booking is closed.';
    case 'EVENT_CANCELLED':
      return 'This event was cancelled.';
    case 'HOLD_EXPIRED':
      return 'These seats are not kept any more.';
    case 'ALREADY_BOOKED':
      return alreadyBooked(mine);
  }
}

function alreadyBooked(mine: Booking | null): string {
  switch (mine?.status) {
    case 'WAITLISTED':
      return 'You are on the waiting list already.';
    case 'OFFERED':
    case 'HELD':
      return 'Seats are kept for you: confirm them.';
    default:
      return 'You have a booking already.';
  }
}

/** The refusal in full. `mine` is what the person has already, where that is the reason. */
export function refuse(
  reason: RefusalReason,
  seats: { seatsAvailable: number | null; waitlistLength: number } | null,
  mine: Booking | null = null,
): Refusal {
  return {
    reason,
    message: messageOf(reason, mine),
    retryable: isRetryable(reason),
    seatsAvailable: seats?.seatsAvailable ?? null,
    waitlistLength: seats?.waitlistLength ?? null,
  };
}
