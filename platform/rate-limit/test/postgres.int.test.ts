import { describe, expect, it } from '@jest/globals';
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
});
