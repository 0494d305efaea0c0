import { describe, expect, it } from '@jest/globals';
import { countTry } from './two-factor.js';

const start = new Date('2026-11-20T12:00:00Z');
const after = (seconds: number): Date => new Date(start.getTime() + seconds * 1000);

describe('countTry', () => {
  it('lets five within any minute, and says when the next may come', () => {
    let tries: readonly Date[] = [];
    for (const seconds of [0, 10, 20, 30, 50]) {
      const counted = countTry(tries, after(seconds));
      tries = 'tries' in counted ? counted.tries : [];
    }
    expect(tries).toHaveLength(5);
    expect(countTry(tries, after(50))).toEqual({ retryAfter: 10 });
    expect(countTry(tries, after(59.5))).toEqual({ retryAfter: 1 });
    expect(countTry(tries, after(60))).toEqual({ tries: [10, 20, 30, 50, 60].map(after) });
  });
});
