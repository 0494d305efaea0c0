import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { silentLogger } from '../../logger.js';
import { createTestDatabase, type TestDatabase } from '../../testing/database.js';
import { openDatabase } from '../open.js';

const POOL = 4;
let test: TestDatabase;
/** Somebody else at the same server, who counts. */
let outside: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase('open', []);
  outside = await createTestDatabase('outside', []);
});
afterAll(async () => {
  await test.drop();
  await outside.drop();
});

async function connectionsOpened(allAtOnce: boolean): Promise<number> {
  const name = `all at once: ${String(allAtOnce)}`;
  const url = new URL(test.url);
  url.searchParams.set('application_name', name);
  const database = await openDatabase({ url: url.href, migrations: [], poolSize: POOL, allAtOnce, migrate: false, logger: silentLogger() });
  try {
    const counted = await outside.database.query<{ open: number }>(`SELECT count(*)::integer AS open FROM pg_stat_activity WHERE application_name = $1`, [name]);
    return counted[0]?.open ?? 0;
  } finally {
    await database.close();
  }
}

describe('a database that is opened', () => {
  it('has all connections where a burst must not wait for them, and else only those that were needed', async () => {
    expect(await connectionsOpened(true)).toBe(POOL);
    const needed = await connectionsOpened(false);
    expect(needed).toBeGreaterThan(0);
    expect(needed).toBeLessThan(POOL);
  });
});
