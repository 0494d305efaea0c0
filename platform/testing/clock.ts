import type { Clock } from '../clock.js';

/** A clock that stands still until it is told. */
export interface ManualClock extends Clock {
  set(instant: Date | string): void;
  advance(milliseconds: number): void;
}

/** A clock that stands at the given instant (RFC 3339). */
export function manualClock(start: Date | string = '2026-11-20T12:00:00Z'): ManualClock {
  let now = new Date(start);
  return {
    now: () => new Date(now),
    set(instant) {
      now = new Date(instant);
    },
    advance(milliseconds) {
      now = new Date(now.getTime() + milliseconds);
    },
  };
}
