import { describe, expect, it } from '@jest/globals';
import type { Sql } from '../../database/database.js';
import { manualClock } from '../../testing/clock.js';
import { createTestDatabase } from '../../testing/database.js';
import { CreateRateLimit1690000000001 } from '../migration.js';
import { createPostgresRateLimits } from '../postgres.js';
import { rateLimitSuite } from './suite.js';

const MIGRATIONS = [CreateRateLimit1690000000001];

describe('rate limits in PostgreSQL', () => {
  rateLimitSuite(async () => {
    const { database, drop } = await createTestDatabase('rate_limit', MIGRATIONS);
    const clock = manualClock();
    const open = () => createPostgresRateLimits({ sql: database, clock });
    return {
      limits: open(),
      elsewhere: open(),
      pass(seconds) {
        clock.advance(seconds * 1000);
        return Promise.resolve();
      },
      stop: drop,
    };
  });

  it('keep nothing of what is over', async () => {
    const { database, drop } = await createTestDatabase('rate_limit', MIGRATIONS);
    const clock = manualClock();
    const limits = createPostgresRateLimits({ sql: database, clock });
    const limiter = limits.limiter('over', { points: 1, seconds: 60 });
    for (let n = 0; n < 10; n += 1) await limiter.take(String(n));
    clock.advance(60_000);
    await limiter.take('new');
    await limits.tidy();
    expect(await database.query(`SELECT key, points FROM rate_limit`)).toEqual([{ key: 'over:new', points: 1 }]);
    await drop();
  });

  it('ask the database no more for a key that was refused, until its time is over', async () => {
    const { database, drop } = await createTestDatabase('rate_limit', MIGRATIONS);
    const clock = manualClock();
    let asked = 0;
    const sql: Sql = { query: (text, parameters) => ((asked += 1), database.query(text, parameters)) };
    const limiter = createPostgresRateLimits({ sql, clock }).limiter('flood', { points: 2, seconds: 60 });
    for (let n = 0; n < 50; n += 1) await limiter.take('key');
    expect(asked).toBe(3);
    clock.advance(59_500);
    expect([await limiter.take('key'), asked]).toEqual([1, 3]);
    clock.advance(500);
    expect([await limiter.take('key'), asked]).toEqual([null, 4]);
    await drop();
  });
});
