import type { Clock } from '../clock.js';

/** When a breaker opens, and for how long. */
export interface BreakerLimits {
  /** Fewer calls than this within the window never open it. */
  readonly calls: number;
  /** Opens when this share of them failed, from 0 to 1. */
  readonly failing: number;
  /** Milliseconds that count. */
  readonly window: number;
  /** Milliseconds until a single call may try again. */
  readonly pause: number;
}

/** How a call went; `unknown` says nothing about the other side. */
export type CallOutcome = 'well' | 'failed' | 'unknown';

/** Keeps callers away from what fails anyway. */
export interface Breaker {
  /**
   * Lets a call pass: it has to report once how it went. Null while the breaker is open. After its pause one call at a
   * time passes; when that goes well the breaker closes, otherwise it pauses again.
   */
  pass(): ((outcome: CallOutcome) => void) | null;
}

interface Slice {
  readonly begun: number;
  calls: number;
  failed: number;
}

/** Of a window, so many slices are kept. */
const SLICES = 10;

/** A closed breaker; `changed` hears when it opens and closes. */
export function createBreaker(limits: BreakerLimits, clock: Clock, changed: (open: boolean) => void): Breaker {
  let slices: Slice[] = [];
  let pausedUntil: number | null = null;
  let trying = false;

  const open = (now: number): void => {
    if (pausedUntil === null) changed(true);
    pausedUntil = now + limits.pause;
    slices = [];
  };
  const close = (): void => {
    pausedUntil = null;
    changed(false);
  };
  const count = (failed: boolean, now: number): void => {
    slices = slices.filter(({ begun }) => begun > now - limits.window);
    let last = slices.at(-1);
    if (!last || last.begun + limits.window / SLICES <= now) slices.push((last = { begun: now, calls: 0, failed: 0 }));
    last.calls += 1;
    if (failed) last.failed += 1;
    const sum = (of: 'calls' | 'failed'): number => slices.reduce((total, slice) => total + slice[of], 0);
    if (sum('calls') >= limits.calls && sum('failed') >= limits.failing * sum('calls')) open(now);
  };
  const reportTry = (outcome: CallOutcome): void => {
    trying = false;
    if (outcome === 'well') close();
    else if (outcome === 'failed') open(clock.now().getTime());
  };
  const report = (outcome: CallOutcome): void => {
    // What began before the breaker opened says nothing new.
    if (outcome !== 'unknown' && pausedUntil === null) count(outcome === 'failed', clock.now().getTime());
  };

  return {
    pass() {
      if (pausedUntil === null) return report;
      if (trying || clock.now().getTime() < pausedUntil) return null;
      trying = true;
      return reportTry;
    },
  };
}
