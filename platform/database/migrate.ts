import type pg from 'pg';
import type { MixedList } from 'typeorm';
import { StartRefused } from '../start-refused.js';
import { connectDatabase, type Reached } from './connect.js';

/** A TypeORM migration class; its name ends in a 13-digit timestamp, by which migrations run in order. */
export type Migration = new () => { up(runner: never): Promise<unknown>; down(runner: never): Promise<unknown>; name?: string };

/** Which database, and what it must look like. */
export interface MigratedDatabase extends Reached {
  readonly migrations: readonly Migration[];
}

/**
 * Brings a schema up to date; gives the names of the migrations that were run. Any number of processes may do so at once:
 * one migrates, while the others wait for it. Statements may take their time.
 */
export async function migrateDatabase(target: MigratedDatabase): Promise<string[]> {
  const pool = await connectDatabase({ max: 1 }, target);
  try {
    return (await missingIn(pool, target.migrations)).length === 0 ? [] : await migrateAlone(pool, target);
  } finally {
    await pool.end();
  }
}

/** One migrator at a time: an advisory lock, held by a connection of its own, that ends with it. */
async function migrateAlone(pool: pg.Pool, target: MigratedDatabase): Promise<string[]> {
  const lock = await pool.connect();
  try {
    await lock.query(`SELECT pg_advisory_lock(hashtext('convene migrations'))`);
    return await runMigrations(target);
  } finally {
    // The lock goes with its connection.
    lock.release(true);
  }
}

/** TypeORM is loaded where there is something to migrate: it is the heaviest part of a start, and most find nothing. */
async function runMigrations({ url, migrations }: MigratedDatabase): Promise<string[]> {
  const { DataSource } = await import('typeorm');
  const source = new DataSource({
    type: 'postgres',
    url,
    poolSize: 1,
    extra: { keepAlive: true },
    migrations: migrations as unknown as MixedList<string>,
    migrationsTransactionMode: 'each',
  });
  await source.initialize();
  try {
    return (await source.runMigrations()).map(({ name }) => name);
  } finally {
    await source.destroy();
  }
}

/** What a start says that may not migrate. */
export function refuseMissing(url: string, [first = '', ...more]: readonly string[]): never {
  const others = more.length > 0 ? ` and ${String(more.length)} more` : '';
  throw new StartRefused(`The database ${nameIn(url)} lacks the migration ${first}${others}. Run npm run migrate, or leave MIGRATE out.`);
}

/** The migrations that a database lacks, by name. */
export async function missingIn(pool: pg.Pool, migrations: readonly Migration[]): Promise<string[]> {
  if (migrations.length === 0) return [];
  const { rows: [table] } = await pool.query<{ there: boolean }>(`SELECT to_regclass('migrations') IS NOT NULL AS there`);
  const done = table?.there === true ? (await pool.query<{ name: string }>('SELECT name FROM migrations')).rows : [];
  const names = new Set(done.map(({ name }) => name));
  return migrations.map((migration) => new migration().name ?? migration.name).filter((name) => !names.has(name));
}

/** A database's name as its address ends in it. */
export const nameIn = (url: string): string => /\/([^/?]+)(?:\?.*)?$/.exec(url)?.[1] ?? '';
