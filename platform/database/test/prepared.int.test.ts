import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { silentLogger } from '../../logger.js';
import { createTestDatabase, type TestDatabase } from '../../testing/database.js';
import type { Database } from '../database.js';
import { openDatabase } from '../open.js';
import { createPreparedStatements } from '../prepared.js';

let test: TestDatabase;
/** Another process, at the same database. */
let other: Database;
beforeAll(async () => {
  test = await createTestDatabase('prepared', [], 1);
  other = await openDatabase({ url: test.url, migrations: [], poolSize: 1, logger: silentLogger() });
});
afterAll(async () => {
  await other.close();
  await test.drop();
});

describe('statements', () => {
  it('are read and planned once for each connection', async () => {
    for (let n = 0; n < 3; n += 1) expect(await test.database.query('SELECT $1::integer + 1 AS next', [n])).toEqual([{ next: n + 1 }]);
    const prepared = await test.database.query('SELECT statement, (generic_plans + custom_plans)::integer AS uses FROM pg_prepared_statements');
    expect(prepared).toEqual([{ statement: 'SELECT $1::integer + 1 AS next', uses: 3 }]);
  });

  it('may be several where they have no parameters', async () => {
    await test.database.query('CREATE TABLE one (id integer); CREATE TABLE two (id integer)');
    expect(await test.database.query(`SELECT relname FROM pg_class WHERE relname IN ('one', 'two') ORDER BY relname`)).toEqual([{ relname: 'one' }, { relname: 'two' }]);
  });

  it('are no more than fit, however many texts there are', () => {
    const statements = createPreparedStatements(2);
    const names = ['a', 'b', 'c', 'a'].map((text) => statements.query(text, [1]).name);
    expect(names).toEqual(['s1', 's2', undefined, 's1']);
  });

  it('answer with the columns of today after a newer version has changed their table', async () => {
    const read = { text: 'SELECT * FROM changing WHERE id = $1', with: [1] } as const;
    await other.query(`CREATE TABLE changing (id integer); INSERT INTO changing VALUES (1)`);
    expect(await test.database.query(read.text, read.with)).toEqual([{ id: 1 }]);
    await other.query(`ALTER TABLE changing ADD name text DEFAULT 'new'`);
    expect(await test.database.query(read.text, read.with)).toEqual([{ id: 1, name: 'new' }]);
    await other.query(`ALTER TABLE changing ADD more text DEFAULT 'newer'`);
    let runs = 0;
    const inTransaction = await test.database.transaction(async (tx) => {
      runs += 1;
      await tx.query(`INSERT INTO changing (id) VALUES ($1)`, [2]);
      return tx.query(read.text, read.with);
    });
    expect(inTransaction).toEqual([{ id: 1, name: 'new', more: 'newer' }]);
    expect(runs).toBe(2);
    expect(await test.database.query(`SELECT count(*) FROM changing WHERE id = $1`, [2])).toEqual([{ count: 1 }]);
  });

  it('is sent again on a connection of which one could not be sent: the driver takes it for prepared, and PostgreSQL has let it go', async () => {
    const one = await createTestDatabase('unsendable', [], 1);
    const echo = (value: unknown): Promise<unknown> => one.database.query('SELECT $1::text AS said', [value]);
    const unsendable = { big: 1n };
    try {
      expect(await echo('before')).toEqual([{ said: 'before' }]);
      await expect(echo(unsendable)).rejects.toThrow(TypeError);
      expect(await echo('after')).toEqual([{ said: 'after' }]);
      await expect(one.database.transaction((tx) => tx.query('SELECT $1::text AS said', [unsendable]))).rejects.toThrow(TypeError);
      expect(await echo('at last')).toEqual([{ said: 'at last' }]);
    } finally {
      await one.drop();
    }
  });
});
