import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../testing/database.js';

let test: TestDatabase;
let outside: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase('transaction', [], 1);
  outside = await createTestDatabase('outside', []);
  await test.database.query('CREATE TABLE thing (id integer PRIMARY KEY)');
});
beforeEach(() => test.database.query('TRUNCATE thing'));
afterAll(async () => {
  await test.drop();
  await outside.drop();
});

const things = (): Promise<{ id: number }[]> => test.database.query<{ id: number }>('SELECT id FROM thing ORDER BY id');

describe('a transaction', () => {
  it('is there whole, with what was to follow it, or not at all', async () => {
    const followed: string[] = [];
    await test.database.transaction(async (tx) => {
      await tx.query('INSERT INTO thing VALUES ($1)', [1]);
      tx.afterCommit(() => followed.push('first'));
    });
    const failing = test.database.transaction(async (tx) => {
      await tx.query('INSERT INTO thing VALUES ($1)', [2]);
      tx.afterCommit(() => followed.push('second'));
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await things()).toEqual([{ id: 1 }]);
    expect(followed).toEqual(['first']);
  });

  it('is not told to be committed where a statement in it has failed, though somebody caught that', async () => {
    const hiding = test.database.transaction(async (tx) => {
      await tx.query('INSERT INTO thing VALUES ($1)', [1]);
      await tx.query('INSERT INTO thing VALUES ($1)', [1]).catch(() => undefined);
    });
    await expect(hiding).rejects.toThrow('rolled back instead of committed');
    expect(await things()).toEqual([]);
  });

  it('fails where its connection is lost between two statements, and the next one has another connection', async () => {
    const lost = test.database.transaction(async (tx) => {
      const [self] = await tx.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      await outside.database.query('SELECT pg_terminate_backend($1, 5000)', [self?.pid]);
      await tx.query('INSERT INTO thing VALUES ($1)', [1]);
    });
    await expect(lost).rejects.toThrow();
    expect(await things()).toEqual([]);
  });
});
