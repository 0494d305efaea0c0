import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { RateLimits } from '../rate-limit.js';

/** Counts to be tried, and a way to let time pass for them. */
export interface TestedRateLimits {
  readonly limits: RateLimits;
  /** The same counts, as another process has them. */
  readonly elsewhere: RateLimits;
  pass(seconds: number): Promise<void>;
  stop(): Promise<void>;
}

/** What every make of rate limits promises. */
export function rateLimitSuite(start: () => Promise<TestedRateLimits>): void {
  let tested: TestedRateLimits;
  beforeAll(async () => {
    tested = await start();
  });
  afterAll(() => tested.stop());

  it('lets as many through as there are points, and tells the next how long to wait', async () => {
    const limiter = tested.limits.limiter('first', { points: 3, seconds: 60 });
    expect(await takes(limiter, 'somebody', 3)).toEqual([null, null, null]);
    await tested.pass(20);
    expect(await limiter.take('somebody')).toBe(40);
    expect(await limiter.take('somebody else')).toBeNull();
  });

  it('begins anew once the time is over, however many were refused meanwhile', async () => {
    const limiter = tested.limits.limiter('anew', { points: 1, seconds: 30 });
    expect(await takes(limiter, 'key', 50)).toEqual([null, ...Array<number>(49).fill(30)]);
    await tested.pass(30);
    expect(await limiter.take('key')).toBeNull();
    expect(await limiter.take('key')).toBe(30);
  });

  it('lets exactly as many through when all come at once, to two processes', async () => {
    const rate = { points: 5, seconds: 60 };
    const [one, other] = [tested.limits.limiter('race', rate), tested.elsewhere.limiter('race', rate)];
    const waits = await Promise.all(Array.from({ length: 40 }, (_, n) => (n % 2 === 0 ? one : other).take('key')));
    expect(waits.filter((wait) => wait === null)).toHaveLength(5);
  });

  it('counts names apart', async () => {
    const rate = { points: 1, seconds: 60 };
    expect(await tested.limits.limiter('one', rate).take('key')).toBeNull();
    expect(await tested.limits.limiter('two', rate).take('key')).toBeNull();
  });

  it('does not count what is given back', async () => {
    const limiter = tested.limits.limiter('back', { points: 2, seconds: 60 });
    for (let n = 0; n < 5; n += 1) {
      expect(await limiter.take('key')).toBeNull();
      await limiter.giveBack('key');
    }
    expect(await takes(limiter, 'key', 3)).toEqual([null, null, 60]);
  });

  it('goes on counting after it was tidied', async () => {
    const limiter = tested.limits.limiter('tidy', { points: 1, seconds: 60 });
    await limiter.take('key');
    await tested.limits.tidy();
    expect(await limiter.take('key')).toBe(60);
    await tested.pass(60);
    await tested.limits.tidy();
    expect(await limiter.take('key')).toBeNull();
  });
}

async function takes(limiter: ReturnType<RateLimits['limiter']>, key: string, count: number): Promise<(number | null)[]> {
  const waits: (number | null)[] = [];
  for (let n = 0; n < count; n += 1) waits.push(await limiter.take(key));
  return waits;
}
