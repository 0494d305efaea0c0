import type { Booking } from '../domain/booking.js';
import type { Refusal } from '../domain/refusal.js';

/** A request for seats: to keep them for a few minutes (HELD), or for good (CONFIRMED). */
export interface SeatRequest {
  readonly userId: string;
  readonly occurrenceId: string;
  readonly quantity: number;
  readonly as: 'HELD' | 'CONFIRMED';
  /** Stand in line when there are not enough. */
  readonly joinWaitlist: boolean;
  readonly idempotencyKey: string | null;
}

/** A booking, or the reason why there is none. */
export type BookingOutcome = { readonly booking: Booking } | { readonly refusal: Refusal };
