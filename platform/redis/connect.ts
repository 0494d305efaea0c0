import { Redis, type RedisOptions } from 'ioredis';
import type { Logger } from '../logger.js';
import { START_PATIENCE } from '../start-patience.js';
import { StartRefused } from '../start-refused.js';
import { within } from '../within.js';
import { whyOf } from '../why-of.js';

/** How a connection to Redis behaves while there is none, and while nothing comes back. */
export interface Manner {
  /** Whether commands wait for a connection, or fail at once. */
  readonly waits: boolean;
  /** A command that has no answer after so many milliseconds fails; unlimited unless given. */
  readonly commandTimeout?: number;
  /** A connection over which nothing comes back for so many milliseconds after a command is given up for another. */
  readonly silence: number;
}

export interface ConnectOptions {
  /** `redis://` or, over TLS, `rediss://`. */
  readonly url: string;
  /** Who connects; Redis shows it in CLIENT LIST. */
  readonly name: string;
  readonly manner: Manner;
  readonly logger: Logger;
}

/** Milliseconds after which an attempt to connect is given up. */
const CONNECT_TIMEOUT = 2_000;
/** Milliseconds between two attempts: doubled from the first to the second. */
const RETRY_AFTER = [50, 1_000] as const;

/**
 * Begins to connect, and connects again for as long as it is not closed. That the connection is lost is logged once, and
 * so is its return; nobody else has to listen for its faults.
 */
export function connectRedis({ url, name, manner, logger }: ConnectOptions): Redis {
  const options: RedisOptions = {
    connectionName: name,
    connectTimeout: CONNECT_TIMEOUT,
    retryStrategy: (times) => Math.min(RETRY_AFTER[0] * 2 ** times, RETRY_AFTER[1]),
    socketTimeout: manner.silence,
    enableOfflineQueue: manner.waits,
    // Null: what was sent without an answer is sent again over the next connection. BullMQ's workers want that.
    maxRetriesPerRequest: manner.waits ? null : 0,
    ...(manner.commandTimeout === undefined ? {} : { commandTimeout: manner.commandTimeout }),
  };
  const redis = new Redis(url, options);
  let lost = false;
  redis.on('error', (error) => {
    if (!lost) logger.warn({ err: error, connection: name }, 'Redis is out of reach');
    lost = true;
  });
  redis.on('ready', () => {
    if (lost) logger.info({ connection: name }, 'Redis is in reach again');
    lost = false;
  });
  return redis;
}

/**
 * Resolves once the first connection stands.
 * @throws StartRefused when none stands in time: after 30 seconds unless given.
 */
export async function untilConnected(redis: Redis, patience = START_PATIENCE): Promise<void> {
  if (redis.status === 'ready') return;
  let last: Error | undefined;
  const keep = (error: Error): void => {
    last = error;
  };
  redis.on('error', keep);
  try {
    await within(patience, new Promise<void>((resolve) => redis.once('ready', () => resolve())), 'No answer came.');
  } catch (error) {
    redis.disconnect();
    const { host, port } = redis.options;
    throw new StartRefused(`Redis at ${String(host)}:${String(port)} can not be reached: ${whyOf(last ?? error)}. Look at REDIS_URL.`);
  } finally {
    redis.off('error', keep);
  }
}

/** Lets what was sent be answered, for a second at most; then the connection is gone, and is not made again. */
export async function closeRedis(redis: Redis): Promise<void> {
  if (redis.status === 'ready') await within(1_000, redis.quit(), 'Redis did not answer.').catch(() => undefined);
  redis.disconnect();
}
