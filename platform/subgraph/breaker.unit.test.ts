import { describe, expect, it } from '@jest/globals';
import { manualClock } from '../testing/clock.js';
import { createBreaker, type CallOutcome } from './breaker.js';

function given() {
  const clock = manualClock();
  const changes: boolean[] = [];
  const breaker = createBreaker({ calls: 20, failing: 0.5, window: 10_000, pause: 5000 }, clock, (open) => changes.push(open));
  const call = (outcome: CallOutcome): boolean => {
    const report = breaker.pass();
    report?.(outcome);
    return report !== null;
  };
  const calls = (count: number, outcome: CallOutcome): boolean[] => Array.from({ length: count }, () => call(outcome));
  return { clock, changes, breaker, call, calls };
}

describe('a breaker', () => {
  it('opens once half of at least twenty calls have failed', () => {
    const { calls, changes, breaker } = given();
    calls(10, 'well');
    calls(9, 'failed');
    expect(changes).toEqual([]);
    calls(1, 'failed');
    expect(changes).toEqual([true]);
    expect(breaker.pass()).toBeNull();
  });

  it('stays closed for nineteen failures, and while fewer than half fail', () => {
    const { calls, changes } = given();
    calls(19, 'failed');
    expect(changes).toEqual([]);
    const other = given();
    for (let round = 0; round < 10; round += 1) {
      other.calls(3, 'well');
      other.calls(2, 'failed');
    }
    expect(other.changes).toEqual([]);
  });

  it('forgets what is older than its window, and does not count what says nothing', () => {
    const { calls, clock, changes } = given();
    calls(19, 'failed');
    clock.advance(10_001);
    calls(1, 'failed');
    calls(50, 'unknown');
    expect(changes).toEqual([]);
  });

  it('lets one call try after its pause, and closes when that goes well', () => {
    const { calls, clock, breaker, call, changes } = given();
    calls(20, 'failed');
    clock.advance(4999);
    expect(breaker.pass()).toBeNull();
    clock.advance(1);
    const report = breaker.pass();
    expect(breaker.pass()).toBeNull();
    report?.('well');
    expect(changes).toEqual([true, false]);
    expect(call('failed')).toBe(true);
    expect(call('well')).toBe(true);
  });

  it('pauses again when the try fails, and tries again when it told nothing', () => {
    const { calls, clock, breaker, changes } = given();
    calls(20, 'failed');
    clock.advance(5000);
    breaker.pass()?.('failed');
    expect(breaker.pass()).toBeNull();
    clock.advance(5000);
    breaker.pass()?.('unknown');
    expect(breaker.pass()).not.toBeNull();
    expect(changes).toEqual([true]);
  });

  it('takes no notice of calls that began before it opened', () => {
    const { calls, breaker, changes } = given();
    const early = breaker.pass();
    calls(20, 'failed');
    early?.('well');
    expect(changes).toEqual([true]);
    expect(breaker.pass()).toBeNull();
  });
});
