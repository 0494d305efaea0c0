import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Clock } from '../clock.js';
import type { Sql } from '../database/database.js';
import type { Rate, RateLimits } from './rate-limit.js';

interface Count {
  points: number;
  /** Unix milliseconds. */
  expires_at: number;
}

/** Counts in the table of `CreateRateLimit`, so that all processes over one database share them. */
export function createPostgresRateLimits({ sql, clock }: { sql: Sql; clock: Clock }): RateLimits {
  return {
    limiter(name, rate) {
      const limiter = new ClockedLimiter(name, rate, sql, clock);
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
    async tidy() {
      await sql.query(`DELETE FROM rate_limit WHERE expires_at <= $1`, [clock.now().getTime()]);
    },
  };
}

/**
 * rate-limiter-flexible's limiter for PostgreSQL reads the machine's clock and wants a pool of its own. Two of the methods
 * that the library asks of a store ("Contribution" in its README) are put in their place: the same counting, by our clock
 * and over our connections.
 */
class ClockedLimiter extends RateLimiterPostgres {
  constructor(
    name: string,
    { points, seconds }: Rate,
    private readonly sql: Sql,
    private readonly clock: Clock,
  ) {
    const table = { tableName: 'rate_limit', tableCreated: true, clearExpiredByTimeout: false };
    super({ storeClient: sql, storeType: 'client', ...table, keyPrefix: name, points, duration: seconds });
  }

  async _upsert(key: string, points: number, duration: number): Promise<Count> {
    const now = this.clock.now().getTime();
    const [count] = await this.sql.query<Count>(
      `INSERT INTO rate_limit AS count (key, points, expires_at) VALUES ($1, $2, $3)
       ON CONFLICT (key) DO UPDATE SET
         points = CASE WHEN count.expires_at <= $4 THEN $2 ELSE count.points + $2 END,
         expires_at = CASE WHEN count.expires_at <= $4 THEN $3 ELSE count.expires_at END
       RETURNING points, expires_at`,
      [key, points, now + duration, now],
    );
    if (!count) throw new Error('A try was not counted.');
    return count;
  }

  _getRateLimiterRes(_key: string, changed: number, { points, expires_at }: Count): RateLimiterRes {
    const wait = Math.max(expires_at - this.clock.now().getTime(), 0);
    return new RateLimiterRes(Math.max(this.points - points, 0), wait, points, points === changed);
  }
}
