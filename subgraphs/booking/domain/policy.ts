/** What happens when the first in line wants more seats than came free. */
export type WaitlistGroupRule = 'WAIT' | 'LET_SMALLER_PASS';

/** What may be booked, beside the event's capacity. */
export interface BookingPolicy {
  /** Seats that one person may take at one occurrence; null: no limit. */
  readonly maxPerPerson: number | null;
  readonly opensAt: Date | null;
  readonly closesAt: Date | null;
  readonly waitlist: boolean;
  readonly groupRule: WaitlistGroupRule;
  readonly holdMinutes: number;
  readonly offerMinutes: number;
}

/** The rules of an event whose organizer set none. */
export const DEFAULT_POLICY: BookingPolicy = {
  maxPerPerson: null,
  opensAt: null,
  closesAt: null,
  waitlist: true,
  groupRule: 'WAIT',
  holdMinutes: 15,
  offerMinutes: 720,
};

/** A hold that is renewed again and again ends this many minutes after it began. */
export const HOLD_LIMIT_MINUTES = 60;

/** Seats in one booking at most, whatever the policy says. */
export const MOST_SEATS = 1000;

const MINUTE = 60_000;

const earliest = (...instants: Date[]): Date => new Date(Math.min(...instants.map((instant) => instant.getTime())));
const after = (instant: Date, minutes: number): Date => new Date(instant.getTime() + minutes * MINUTE);

/** Until when a hold stands that begins, or is renewed, now: never past the start, nor an hour after it began. */
export function holdEnd(policy: BookingPolicy, begunAt: Date, now: Date, startsAt: Date): Date {
  return earliest(after(now, policy.holdMinutes), after(begunAt, HOLD_LIMIT_MINUTES), startsAt);
}

/** Until when a seat that is offered now is kept: never past the start. */
export function offerEnd(policy: BookingPolicy, now: Date, startsAt: Date): Date {
  return earliest(after(now, policy.offerMinutes), startsAt);
}
