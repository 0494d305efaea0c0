import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../testing/database.js';
import { until } from '../../testing/until.js';
import type { Database } from '../database.js';
import { shareOf } from '../share.js';

const POOL = 3;
let test: TestDatabase;
/** Connections of somebody else to the same server. */
let outside: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase('share', [], POOL);
  outside = await createTestDatabase('outside', []);
  // All connections are open before anything is held up, so that none is waited for.
  await Promise.all(Array.from({ length: POOL }, () => test.database.query(`SELECT 1`)));
});
afterAll(async () => {
  await test.drop();
  await outside.drop();
});

/** Whether a query of somebody else is answered while ten transactions, run by `flooded`, wait for a lock that is held. */
async function answersBeside(flooded: Pick<Database, 'transaction'>, waiters: number): Promise<boolean> {
  const name = new URL(test.url).pathname.slice(1);
  const lock = new pg.Client({ connectionString: test.url });
  await lock.connect();
  await lock.query(`SELECT pg_advisory_lock(1)`);
  const flood = Array.from({ length: 10 }, () => flooded.transaction((tx) => tx.query(`SELECT pg_advisory_xact_lock(1)`)));
  const waiting = `SELECT count(*)::integer AS waiting FROM pg_stat_activity WHERE datname = $1 AND wait_event_type = 'Lock'`;
  await until('the flood waits', async () => (await outside.database.query<{ waiting: number }>(waiting, [name]))[0]?.waiting === waiters);
  let answered = false;
  const answer = test.database.query(`SELECT 1`).then(() => (answered = true));
  // Another round trip to the same server, and a look at who waits: time enough for an answer that does not wait.
  for (let turn = 0; turn < 20 && !answered; turn += 1) await outside.database.query(waiting, [name]);
  const beside = answered;
  await lock.end();
  await Promise.all([...flood, answer]);
  return beside;
}

describe('a share of a database', () => {
  it('leaves connections to others while a flood waits in it', async () => {
    expect(await answersBeside(shareOf(test.database, POOL - 1), POOL - 1)).toBe(true);
  });

  it('is what does so: without it the flood takes all there are', async () => {
    expect(await answersBeside(test.database, POOL)).toBe(false);
  });

  it('hands its turns on, also after work that failed', async () => {
    const share = shareOf(test.database, 1);
    await expect(share.query('SELECT nothing FROM nowhere')).rejects.toThrow();
    const answers = await Promise.all([1, 2, 3].map((number) => share.query('SELECT $1::integer AS number', [number])));
    expect(answers.flat()).toEqual([{ number: 1 }, { number: 2 }, { number: 3 }]);
  });
});
