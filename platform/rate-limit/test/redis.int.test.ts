import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { silentLogger } from '../../logger.js';
import { describeWithRedis, startTestRedis, type TestRedis } from '../../testing/redis.js';
import { until } from '../../testing/until.js';
import { createRedisRateLimits } from '../redis.js';
import { rateLimitSuite } from './suite.js';

const open = (redis: TestRedis) => createRedisRateLimits({ url: redis.url, logger: silentLogger() });

describeWithRedis('rate limits in Redis', () => {
  rateLimitSuite(async () => {
    const redis = await startTestRedis();
    const [limits, elsewhere] = await Promise.all([open(redis), open(redis)]);
    return {
      limits,
      elsewhere,
      pass: (seconds) => pass(redis, seconds),
      async stop() {
        await Promise.all([limits.close(), elsewhere.close()]);
        await redis.remove();
      },
    };
  });
});

/** Redis counts by its own clock: all that it holds is made so much older. */
const pass = (redis: TestRedis, seconds: number): Promise<void> =>
  redis.ask(async (one) => {
    for (const key of await one.keys('*')) await one.pexpire(key, (await one.pttl(key)) - seconds * 1000);
  });

describeWithRedis('rate limits while Redis is in trouble', () => {
  let redis: TestRedis;
  let limits: Awaited<ReturnType<typeof open>>;
  beforeEach(async () => {
    redis = await startTestRedis();
    limits = await open(redis);
  });
  afterEach(async () => {
    await limits.close();
    await redis.remove();
  });

  it('still hold in each process while Redis is away, without anybody waiting', async () => {
    const limiter = limits.limiter('login', { points: 3, seconds: 60 });
    await redis.stop();
    const began = performance.now();
    const waits: (number | null)[] = [];
    for (let n = 0; n < 5; n += 1) waits.push(await limiter.take('key'));
    expect(waits).toEqual([null, null, null, 60, 60]);
    expect(performance.now() - began).toBeLessThan(1_000);
    await limiter.giveBack('another');
  });

  it('still hold while Redis says nothing, and wait no longer than half a second for it', async () => {
    const limiter = limits.limiter('login', { points: 1, seconds: 60 });
    redis.freeze();
    const began = performance.now();
    expect(await limiter.take('key')).toBeNull();
    expect(performance.now() - began).toBeLessThan(1_000);
    expect(await limiter.take('key')).toBeGreaterThan(0);
    redis.thaw();
  });

  it('are shared again when Redis is back', async () => {
    const elsewhere = await open(redis);
    const rate = { points: 1, seconds: 60 };
    await redis.stop();
    await redis.start();
    await until('a count is shared', async () => {
      const key = String(performance.now());
      await limits.limiter('login', rate).take(key);
      return (await elsewhere.limiter('login', rate).take(key)) !== null;
    });
    await elsewhere.close();
  });
});
