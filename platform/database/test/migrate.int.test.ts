import { describe, expect, it } from '@jest/globals';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { silentLogger } from '../../logger.js';
import { StartRefused } from '../../start-refused.js';
import { createTestDatabaseUrl } from '../../testing/database.js';
import { until } from '../../testing/until.js';
import { migrateDatabase, type Migration } from '../migrate.js';
import { openDatabase } from '../open.js';

/** So many others wait for their turn before the first migration goes on: they would fail if they were let in. */
let others = 0;

class First1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await until('all the others wait', async () => {
      const waiting: unknown[] = await runner.query(`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'advisory'`);
      return waiting.length === others;
    });
    await runner.query(`CREATE TABLE thing (id int PRIMARY KEY)`);
  }
  down = (): Promise<void> => Promise.resolve();
}
class Second1700000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`INSERT INTO thing VALUES (1)`);
  }
  down = (): Promise<void> => Promise.resolve();
}
const migrations: readonly Migration[] = [First1700000000001, Second1700000000002];
const logger = silentLogger();
const options = async () => ({ url: await createTestDatabaseUrl('migrate'), migrations, poolSize: 2, logger });

describe('the schema of a database', () => {
  it('is brought up to date once, however many start at the same moment', async () => {
    const given = await options();
    others = 5;
    const opened = await Promise.all(Array.from({ length: 6 }, () => openDatabase(given)));
    expect(await Promise.all(opened.map((database) => database.query('SELECT id FROM thing')))).toEqual(Array.from({ length: 6 }, () => [{ id: 1 }]));
    expect(await opened[0]?.query('SELECT name FROM migrations ORDER BY id')).toEqual(migrations.map(({ name }) => ({ name })));
    await Promise.all(opened.map((database) => database.close()));
    others = 0;
  });

  it('is refused by a start that may not migrate, in one line, until somebody has migrated it', async () => {
    const given = await options();
    const open = openDatabase({ ...given, migrate: false });
    await expect(open).rejects.toThrow(StartRefused);
    await expect(open).rejects.toThrow(/^The database test_migrate_\w+ lacks the migration First1700000000001 and 1 more\. Run npm run migrate/);
    expect(await migrateDatabase(given)).toEqual(['First1700000000001', 'Second1700000000002']);
    expect(await migrateDatabase(given)).toEqual([]);
    await (await openDatabase({ ...given, migrate: false })).close();
  });
});
