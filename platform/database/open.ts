import type { DataSource, EntityManager } from 'typeorm';
import pg from 'pg';
import { badInput } from '../errors.js';
import { tracedWithin } from '../telemetry/tracing.js';
import { connectDatabase, type Reached } from './connect.js';
import type { Database, Transaction } from './database.js';
import { connectionOf, migrateDatabase, missingIn, nameIn, refuseMissing, type Migration } from './migrate.js';

/** Where a database is and what it must look like. */
export interface DatabaseOptions extends Reached {
  readonly migrations: readonly Migration[];
  /** Connections at most; each one is a process in PostgreSQL. */
  readonly poolSize: number;
  /**
   * Opens all connections at once, and keeps them: for what every request waits for. Each takes some 25 ms of a process here and one in
   * PostgreSQL, and where a burst needs seven more than there are, it waits for all of them. Left out: they are opened when they are needed.
   */
  readonly allAtOnce?: boolean | undefined;
  /** False leaves the schema to `npm run migrate`, and refuses a database that lacks a migration. */
  readonly migrate?: boolean | undefined;
}

const RETRIED = new Set(['40001', '40P01']);
const ATTEMPTS = 4;

/**
 * Connects, brings the schema up to date under a lock (several processes may start at once), and hands out the database.
 * Statements end after 15 seconds, a transaction left idle after 10, so that nothing waits for ever.
 * @throws StartRefused when it can't be reached in time, and when it is not to migrate and lacks a migration.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const wanted = {
    ...connectionOf(options),
    poolSize: options.poolSize,
    extra: {
      types: { getTypeParser },
      statement_timeout: 15_000,
      idle_in_transaction_session_timeout: 10_000,
      keepAlive: true,
      // A new connection is a process more, and a handshake that is slow on purpose: what a burst has opened is kept for a while.
      idleTimeoutMillis: 300_000,
      min: options.allAtOnce === true ? options.poolSize : 0,
    },
  };
  const source = await connectDatabase(wanted, options);
  try {
    const missing = await missingIn(source, options.migrations);
    if (missing.length > 0) await (options.migrate === false ? refuseMissing(options.url, missing) : migrateDatabase(options));
    if (options.allAtOnce === true) await Promise.all(Array.from({ length: options.poolSize }, () => source.query('SELECT 1')));
  } catch (error) {
    await source.destroy();
    throw error;
  }
  return databaseOf(source, nameIn(options.url));
}

function databaseOf(source: DataSource, name: string): Database {
  const rowsIn = <Row>(manager: EntityManager, text: string, parameters?: readonly unknown[]): Promise<Row[]> =>
    tracedWithin(`sql ${/^\s*(\w+)/.exec(text)?.[1]?.toUpperCase() ?? ''}`, { 'db.system.name': 'postgresql', 'db.namespace': name, 'db.query.text': text }, () =>
      rowsOf<Row>(manager, text, parameters),
    );
  return {
    query: (text, parameters) => rowsIn(source.manager, text, parameters),
    async transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
      for (let attempt = 1; ; attempt += 1) {
        const effects: (() => void)[] = [];
        try {
          const result = await source.transaction((manager) =>
            work({
              query: (text, parameters) => rowsIn(manager, text, parameters),
              afterCommit: (effect) => effects.push(effect),
            }),
          );
          for (const effect of effects) effect();
          return result;
        } catch (error) {
          if (attempt === ATTEMPTS || !RETRIED.has(sqlState(error))) throw error;
        }
      }
    },
    async ping() {
      await source.query('SELECT 1');
    },
    close: () => source.destroy(),
  };
}

/** TypeORM answers `[rows, count]` for UPDATE and DELETE, and rows for everything else. */
async function rowsOf<Row>(manager: EntityManager, text: string, parameters?: readonly unknown[]): Promise<Row[]> {
  const answer: unknown = await manager.query(text, parameters as unknown[] | undefined).catch(refuseNul);
  if (Array.isArray(answer) && answer.length === 2 && Array.isArray(answer[0]) && typeof answer[1] === 'number') {
    return answer[0] as Row[];
  }
  return Array.isArray(answer) ? (answer as Row[]) : [];
}

/** SQLSTATEs for a text with a NUL character in it, which PostgreSQL stores nowhere. */
const NUL_IN_TEXT = new Set(['22021', '22P05']);

/** Such a text can only come from a caller. @throws BAD_USER_INPUT in place of that fault. */
function refuseNul(error: unknown): never {
  if (NUL_IN_TEXT.has(sqlState(error))) throw badInput({ path: [], message: 'A text holds a character that can\'t be stored.' });
  throw error;
}

function sqlState(error: unknown): string {
  return (error as { driverError?: { code?: string } } | null)?.driverError?.code ?? '';
}

const INT8 = 20;
const DATE = 1082;
const NUMERIC = 1700;

/** Counts as numbers (ours stay below 2^53) and days as text: the driver's own parser puts a day at local midnight. */
function getTypeParser(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  if (format !== 'binary') {
    if (oid === INT8 || oid === NUMERIC) return Number;
    if (oid === DATE) return (value) => value;
  }
  return pg.types.getTypeParser(oid, format) as (value: string) => unknown;
}
