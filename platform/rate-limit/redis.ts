import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { Logger } from '../logger.js';
import { closeRedis, connectRedis, untilConnected } from '../redis/connect.js';
import type { RateLimits } from './rate-limit.js';

export interface RedisRateLimitsOptions {
  readonly url: string;
  readonly logger: Logger;
  /** Milliseconds that Redis may take to be there. */
  readonly patience?: number | undefined;
}

/** Milliseconds that a try may wait for its count. */
const PATIENCE = 500;

/**
 * Counts in Redis, by its clock, so that all processes share them. While Redis is away each process counts for itself, by the
 * same rates: refusing everybody would let whoever can stop Redis lock all out, and letting everybody through would open the
 * door to guessing. So a guesser gets the rate once from each process at most, and nobody is shut out.
 * @throws StartRefused when Redis can't be reached at the start.
 */
export async function createRedisRateLimits({ url, logger, patience }: RedisRateLimitsOptions): Promise<RateLimits & { close(): Promise<void> }> {
  const redis = connectRedis({
    url,
    name: 'rate-limits',
    manner: { waits: false, commandTimeout: PATIENCE, silence: 2 * PATIENCE },
    logger: logger.child({ part: 'rate limits' }),
  });
  await untilConnected(redis, patience);
  return {
    limiter(name, { points, seconds }) {
      const counting = { keyPrefix: `rate:${name}`, points, duration: seconds };
      const limiter = new RateLimiterRedis({
        ...counting,
        storeClient: redis,
        rejectIfRedisNotReady: true,
        insuranceLimiter: new RateLimiterMemory(counting),
      });
      return {
        async take(key) {
          try {
            await limiter.consume(key);
            return null;
          } catch (refusal) {
            if (!(refusal instanceof RateLimiterRes)) throw refusal;
            return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
          }
        },
        async giveBack(key) {
          await limiter.reward(key);
        },
      };
    },
    /** Redis forgets by itself. */
    tidy: () => Promise.resolve(),
    close: () => closeRedis(redis),
  };
}
