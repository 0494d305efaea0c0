import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import type { Logger } from '../logger.js';
import { whyOf } from '../why-of.js';
import { within } from '../within.js';
import { DatabaseAway, isAway, retryAfter } from './away.js';

/** A connection while it is lent. */
export interface Lent {
  readonly client: pg.PoolClient;
  /**
   * It is not lent again. For one that was left in an unknown state: after a fault that is not PostgreSQL's own answer (a value that
   * could not be sent, say) the driver takes a statement for prepared that is not, and after a ROLLBACK that failed a transaction is open.
   */
  spoil(why: Error): void;
}

/** The connections of one database, lent for one piece of work at a time. */
export interface Connections {
  /**
   * Runs `work` on a connection that nobody else has meanwhile. One that was lost is not lent again. While the database is away this waits for its return, half a second at most.
   * @throws DatabaseAway, or what `work` throws.
   */
  lend<T>(work: (lent: Lent) => Promise<T>): Promise<T>;
  /** Opens as many as are to be kept. */
  openKept(): Promise<void>;
  close(): Promise<void>;
}

/** What these are made of. */
export interface ConnectionsParts {
  readonly pool: pg.Pool;
  /** How many are opened ahead, at the start and after an outage. */
  readonly kept: number;
  readonly logger: Logger;
  /** Milliseconds that a piece of work waits for a database that is away; half a second unless given. */
  readonly patience?: number | undefined;
}

/** Long enough for a server that is started anew, and short enough for those who ask through two subgraphs. */
const PATIENCE = 500;

/** From the first connection that did not come about to the first that does. */
interface Outage {
  readonly why: unknown;
  readonly over: Promise<void>;
}

/**
 * Over a pool of `pg`. A database that starts anew has to read its log, and gets to it the later the more often it is asked to
 * refuse a connection: while it is away one attempt is made for all, and again after a pause.
 */
export function createConnections({ pool, kept, logger, patience = PATIENCE }: ConnectionsParts): Connections {
  const closing = new AbortController();
  let outage: Outage | null = null;

  const connect = async (): Promise<pg.PoolClient> => {
    if (outage && pool.idleCount === 0) await waitFor(outage);
    try {
      return await pool.connect();
    } catch (error) {
      if (!isAway(error)) throw error;
      outage ??= { why: error, over: untilBack(error) };
      throw new DatabaseAway(error);
    }
  };
  const waitFor = async ({ over, why }: Outage): Promise<void> => {
    await within(patience, over).catch(() => {
      throw new DatabaseAway(why);
    });
  };
  const untilBack = async (why: unknown): Promise<void> => {
    logger.warn({ why: whyOf(why) }, 'the database is out of reach');
    for (let attempt = 0; !closing.signal.aborted; attempt += 1) {
      await pause(retryAfter(attempt), undefined, { signal: closing.signal, ref: false }).catch(() => undefined);
      // Whatever else is wrong by then, whoever asks next is told.
      if (await openKept().then(() => true, (error: unknown) => !isAway(error))) break;
    }
    outage = null;
    if (!closing.signal.aborted) logger.info('the database answers again');
  };
  const openKept = async (): Promise<void> => {
    const open = async (): Promise<void> => (await pool.connect()).release();
    // First one, by which it is known whether any can be had.
    await open();
    await Promise.all(Array.from({ length: kept }, open));
  };

  return {
    async lend(work) {
      const client = await connect();
      let fault: Error | undefined;
      const spoil = (why: Error): void => {
        fault = why;
      };
      // Lost between two statements: the next one says so.
      client.on('error', spoil);
      try {
        return await work({ client, spoil });
      } catch (error) {
        if (!isAway(error)) throw error;
        spoil(error as Error);
        throw new DatabaseAway(error);
      } finally {
        client.off('error', spoil);
        client.release(fault);
      }
    },
    openKept,
    async close() {
      closing.abort();
      await pool.end();
    },
  };
}
