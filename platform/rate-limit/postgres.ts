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
      const refused = createRefusals(clock);
      return {
        async take(key) {
          const known = refused.wait(key);
          if (known !== null) return secondsOf(known);
          try {
            await limiter.consume(key);
            return null;
          } catch (refusal) {
            if (!(refusal instanceof RateLimiterRes)) throw refusal;
            refused.add(key, refusal.msBeforeNext);
            return secondsOf(refusal.msBeforeNext);
          }
        },
        async giveBack(key) {
          refused.forget(key);
          await limiter.reward(key);
        },
      };
    },
    async tidy() {
      await sql.query(`DELETE FROM rate_limit WHERE expires_at <= $1`, [clock.now().getTime()]);
    },
  };
}

const secondsOf = (milliseconds: number): number => Math.max(1, Math.ceil(milliseconds / 1000));

/** Refusals that a process remembers at most, of each limiter. */
const REMEMBERED = 10_000;

/**
 * What was refused here stays refused until its stretch ends, without asking the database again: whoever floods one key
 * would else have every try wait for the lock of one row. (The library's `inMemoryBlockOnConsumed`, by our clock.) What
 * another process gives back meanwhile counts here from the next stretch on.
 */
function createRefusals(clock: Clock) {
  const until = new Map<string, number>();
  return {
    /** Milliseconds; null where nothing is known. */
    wait(key: string): number | null {
      const left = (until.get(key) ?? 0) - clock.now().getTime();
      if (left > 0) return left;
      until.delete(key);
      return null;
    },
    add(key: string, milliseconds: number): void {
      const [oldest] = until.keys();
      if (until.size >= REMEMBERED && oldest !== undefined) until.delete(oldest);
      until.set(key, clock.now().getTime() + milliseconds);
    },
    forget: (key: string) => void until.delete(key),
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
