import pg from 'pg';
import { badInput } from '../errors.js';
import { tracedWithin } from '../telemetry/tracing.js';
import { connectDatabase, type Reached } from './connect.js';
import { createConnections, type Connections, type Lent } from './connections.js';
import type { Database, Transaction } from './database.js';
import { migrateDatabase, missingIn, nameIn, refuseMissing, type Migration } from './migrate.js';
import { createPreparedStatements, isOutdated } from './prepared.js';

/** Where a database is and what it must look like. */
export interface DatabaseOptions extends Reached {
  readonly migrations: readonly Migration[];
  /** Connections at most; each one is a process in PostgreSQL. */
  readonly poolSize: number;
  /**
   * Opens all connections at once, after an outage too, and keeps them: for what every request waits for. Each takes some 25 ms of a process
   * here and one in PostgreSQL, and where a burst needs seven more than there are, it waits for all of them. Left out: they are opened when
   * they are needed.
   */
  readonly allAtOnce?: boolean | undefined;
  /** False leaves the schema to `npm run migrate`, and refuses a database that lacks a migration. */
  readonly migrate?: boolean | undefined;
}

/** Serialization failure and deadlock. */
const RETRIED = new Set(['40001', '40P01']);
const ATTEMPTS = 4;

/**
 * Connects, brings the schema up to date under a lock (several processes may start at once), and hands out the database.
 * Statements end after 15 seconds, a transaction left idle after 10, so that nothing waits for ever.
 * @throws StartRefused when it can't be reached in time, and when it is not to migrate and lacks a migration.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { url, migrations, poolSize, allAtOnce = false, migrate = true } = options;
  const pool = await connectDatabase(
    {
      max: poolSize,
      min: allAtOnce ? poolSize : 0,
      types: { getTypeParser },
      statement_timeout: 15_000,
      idle_in_transaction_session_timeout: 10_000,
      // A new connection is a process more, and a handshake that is slow on purpose: what a burst has opened is kept for a while.
      idleTimeoutMillis: 300_000,
    },
    options,
  );
  const connections = createConnections({ pool, kept: allAtOnce ? poolSize : 0, logger: options.logger });
  try {
    const missing = await missingIn(pool, migrations);
    if (missing.length > 0) await (migrate ? migrateDatabase(options) : refuseMissing(url, missing));
    if (allAtOnce) await connections.openKept();
  } catch (error) {
    await connections.close();
    throw error;
  }
  return databaseOf(connections, nameIn(url));
}

function databaseOf(connections: Connections, name: string): Database {
  const prepared = createPreparedStatements();
  const rowsIn = <Row>(lent: Lent, text: string, parameters?: readonly unknown[]): Promise<Row[]> =>
    tracedWithin(`sql ${/^\s*(\w+)/.exec(text)?.[1]?.toUpperCase() ?? ''}`, { 'db.system.name': 'postgresql', 'db.namespace': name, 'db.query.text': text }, async () => {
      const answer = await lent.client.query(prepared.query(text, parameters)).catch((error: unknown) => {
        if (!(error instanceof pg.DatabaseError)) lent.spoil(error as Error);
        return refuseNul(error);
      });
      return answer.rows as Row[];
    });
  /** Once more where a statement was prepared before a table changed. */
  const preparedAnew = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      if (!isOutdated(error)) throw error;
      prepared.forget();
      return work();
    }
  };
  return {
    query: (text, parameters) => preparedAnew(() => connections.lend((lent) => rowsIn(lent, text, parameters))),
    async transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
      for (let attempt = 1; ; attempt += 1) {
        const effects: (() => void)[] = [];
        const whole = (lent: Lent): Promise<T> =>
          work({
            query: (text, parameters) => rowsIn(lent, text, parameters),
            afterCommit: (effect) => effects.push(effect),
          });
        try {
          const result = await committed(connections, whole);
          for (const effect of effects) effect();
          return result;
        } catch (error) {
          if (isOutdated(error)) prepared.forget();
          else if (!RETRIED.has(sqlState(error))) throw error;
          if (attempt === ATTEMPTS) throw error;
        }
      }
    },
    async ping() {
      await connections.lend(({ client }) => client.query('SELECT 1'));
    },
    close: () => connections.close(),
  };
}

/** Runs `work` between BEGIN and COMMIT; when it throws, nothing of it is left. */
function committed<T>(connections: Connections, work: (lent: Lent) => Promise<T>): Promise<T> {
  return connections.lend(async (lent) => {
    const { client, spoil } = lent;
    try {
      await client.query('BEGIN');
      const result = await work(lent);
      const { command } = await client.query('COMMIT');
      // PostgreSQL's answer to the COMMIT of a transaction in which a statement failed, whether or not somebody caught that.
      if (command !== 'COMMIT') throw new Error('A transaction was rolled back instead of committed: a statement in it had failed.');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch(spoil);
      throw error;
    }
  });
}

/** SQLSTATEs for a text with a NUL character in it, which PostgreSQL stores nowhere. */
const NUL_IN_TEXT = new Set(['22021', '22P05']);

/** Such a text can only come from a caller. @throws BAD_USER_INPUT in place of that fault. */
function refuseNul(error: unknown): never {
  if (NUL_IN_TEXT.has(sqlState(error))) throw badInput({ path: [], message: 'A text holds a character that can\'t be stored.' });
  throw error;
}

function sqlState(error: unknown): string {
  return (error as { code?: string } | null)?.code ?? '';
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
