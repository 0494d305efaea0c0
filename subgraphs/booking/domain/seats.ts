import type { BookingPolicy } from './policy.js';

/** The counter of one occurrence. */
export interface SeatCount {
  readonly occurrenceId: string;
  /** Null: no limit. */
  readonly capacity: number | null;
  /** Held, offered and confirmed seats. */
  readonly taken: number;
  /** Seats, and bookings, that stand in line. */
  readonly waitingSeats: number;
  readonly waitlistLength: number;
}

/**
 * Seats that anybody may take now; null: no limit. `endedSeats` are those of holds whose end has come and that nobody
 * has tidied up. Seats that people in line wait for are not anybody's: nobody jumps the queue.
 */
export function seatsAvailable(count: SeatCount, endedSeats: number): number | null {
  if (count.capacity === null) return null;
  return Math.max(0, count.capacity - (count.taken - endedSeats) - count.waitingSeats);
}

/**
 * Those in line, given in order, to whom free seats are offered now. By the rule WAIT everybody waits until the first
 * fits; by LET_SMALLER_PASS whoever fits is taken in order.
 */
export function chooseOffers<Waiting extends { readonly quantity: number }>(
  line: readonly Waiting[],
  free: number,
  rule: BookingPolicy['groupRule'],
): Waiting[] {
  const chosen: Waiting[] = [];
  let left = free;
  for (const waiting of line) {
    if (waiting.quantity <= left) {
      chosen.push(waiting);
      left -= waiting.quantity;
    } else if (rule === 'WAIT') break;
  }
  return chosen;
}
