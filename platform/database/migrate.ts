import type { DataSource, DataSourceOptions, MixedList } from 'typeorm';
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
  // A lock and the migrations take a connection each. An idle one may wait for long.
  const source = await connectDatabase({ ...connectionOf(target), poolSize: 2, extra: { keepAlive: true } }, target);
  try {
    return (await missingIn(source, target.migrations)).length === 0 ? [] : await migrateAlone(source);
  } finally {
    await source.destroy();
  }
}

/** One migrator at a time: an advisory lock, held by a connection of its own, that ends with it. */
async function migrateAlone(source: DataSource): Promise<string[]> {
  const lock = source.createQueryRunner();
  try {
    await lock.query(`SELECT pg_advisory_lock(hashtext('convene migrations'))`);
    return (await source.runMigrations()).map(({ name }) => name);
  } finally {
    await lock.query(`SELECT pg_advisory_unlock(hashtext('convene migrations'))`).catch(() => undefined);
    await lock.release();
  }
}

/** What a start says that may not migrate. */
export function refuseMissing(url: string, [first = '', ...more]: readonly string[]): never {
  const others = more.length > 0 ? ` and ${String(more.length)} more` : '';
  throw new StartRefused(`The database ${nameIn(url)} lacks the migration ${first}${others}. Run npm run migrate, or leave MIGRATE out.`);
}

/** The migrations that a database lacks, by name. */
export async function missingIn(source: DataSource, migrations: readonly Migration[]): Promise<string[]> {
  if (migrations.length === 0) return [];
  const [table] = await source.query<{ there: boolean }[]>(`SELECT to_regclass('migrations') IS NOT NULL AS there`);
  const done = table?.there === true ? await source.query<{ name: string }[]>('SELECT name FROM migrations') : [];
  const names = new Set(done.map(({ name }) => name));
  return migrations.map((migration) => new migration().name ?? migration.name).filter((name) => !names.has(name));
}

/** What every connection to it begins with. */
export function connectionOf({ url, migrations, logger }: MigratedDatabase): Extract<DataSourceOptions, { type: 'postgres' }> {
  return {
    type: 'postgres',
    url,
    migrations: migrations as unknown as MixedList<string>,
    migrationsTransactionMode: 'each',
    connectTimeoutMS: 5_000,
    poolErrorHandler: (error: unknown) => logger.warn({ err: error }, 'an idle database connection was lost'),
  };
}

/** A database's name as its address ends in it. */
export const nameIn = (url: string): string => /\/([^/?]+)(?:\?.*)?$/.exec(url)?.[1] ?? '';
