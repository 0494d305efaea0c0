import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { Logger } from '../logger.js';
import { START_PATIENCE } from '../start-patience.js';
import { StartRefused } from '../start-refused.js';
import { whyOf } from '../why-of.js';
import { isAway, retryAfter } from './away.js';

/** A database as whoever starts knows it. */
export interface Reached {
  readonly url: string;
  /** The setting that holds the address, such as `EVENT_DATABASE_URL`; the refusal names it. */
  readonly setting?: string | undefined;
  /** Milliseconds that a database may take to be there; 30 seconds unless given. */
  readonly patience?: number | undefined;
  readonly logger: Logger;
}

/** What every connection begins with. */
const ALWAYS: pg.PoolConfig = { connectionTimeoutMillis: 5_000, keepAlive: true };

/**
 * Connects, and tries again where the database is away or just starting, which is logged once. A wrong password or name is
 * refused at once: waiting does not mend it.
 * @throws StartRefused in one line that names the setting, and no password.
 */
export async function connectDatabase(options: pg.PoolConfig, { url, setting, patience = START_PATIENCE, logger }: Reached): Promise<pg.Pool> {
  const end = performance.now() + patience;
  for (let attempt = 0; ; attempt += 1) {
    const pool = new pg.Pool({ ...ALWAYS, connectionString: url, ...options });
    pool.on('error', (error) => { logger.warn({ err: error }, 'an idle database connection was lost'); });
    try {
      (await pool.connect()).release();
      return pool;
    } catch (error) {
      await pool.end();
      const left = end - performance.now();
      if (!isAway(error) || left <= 0) throw refusal(url, setting, error);
      if (attempt === 0) logger.warn({ database: placeOf(url), why: whyOf(error), setting }, `a database is out of reach: it is tried again for ${String(Math.ceil(patience / 1000))} s`);
      await pause(Math.min(retryAfter(attempt), left));
    }
  }
}

function refusal(url: string, setting: string | undefined, cause: unknown): StartRefused {
  const hint = setting === undefined ? '' : ` Look at ${setting}.`;
  return new StartRefused(`The database ${placeOf(url)} can not be used: ${whyOf(cause)}.${hint}`, { cause });
}

/** Such as `event at db.example:5432`: without who connects, and by which password. */
function placeOf(url: string): string {
  if (!URL.canParse(url)) return 'of an address that can not be read';
  const { hostname, port, pathname } = new URL(url);
  return `${decodeURIComponent(pathname.slice(1))} at ${hostname}:${port || '5432'}`;
}
