import { RedisPubSub } from 'graphql-redis-subscriptions';
import type { Redis } from 'ioredis';
import type { Logger } from '../logger.js';
import { closeRedis, connectRedis, untilConnected } from '../redis/connect.js';
import { within } from '../within.js';
import type { PubSub } from './pubsub.js';

export interface RedisPubSubOptions {
  readonly url: string;
  readonly logger: Logger;
  /** Milliseconds that Redis may take to be there. */
  readonly patience?: number | undefined;
}

/** Milliseconds that a listener is kept waiting for Redis: after that it listens as soon as Redis is back. */
const LISTEN_PATIENCE = 1_000;
const PING_PATIENCE = 2_000;
/** How often (milliseconds) a connection over which nothing comes is asked whether it still stands. */
const HEARTBEAT = 5_000;

/**
 * Wake-ups between processes by graphql-redis-subscriptions. While Redis is away nothing is told; everybody who listens is
 * told to look again, once, when it is back.
 * @throws StartRefused when Redis can't be reached at the start.
 */
export async function createRedisPubSub({ url, logger, patience }: RedisPubSubOptions): Promise<PubSub> {
  const log = logger.child({ part: 'pubsub' });
  const publisher = connectRedis({
    url,
    name: 'publisher',
    manner: { waits: false, commandTimeout: PING_PATIENCE, silence: PING_PATIENCE },
    logger: log,
  });
  await untilConnected(publisher, patience);
  const subscriber = connectRedis({ url, name: 'subscriber', manner: { waits: true, silence: HEARTBEAT }, logger: log });
  await untilConnected(subscriber, patience);

  const listeners = new Set<(message: string) => void>();
  const redis = new RedisPubSub({
    publisher,
    subscriber: patient(subscriber),
    serializer: String,
    deserializer: String,
  });
  const beating = keepAlive(subscriber);
  tellOfReturns(subscriber, listeners);

  return {
    publish(channel, message = '') {
      redis.publish(channel, message).catch((error: unknown) => {
        log.debug({ err: error, channel }, 'a wake-up was not sent');
      });
    },
    async listen(channel, heard) {
      const hear = (message: string): void => {
        if (listeners.has(hear)) heard(message);
      };
      listeners.add(hear);
      const subscribed = redis.subscribe<string>(channel, hear);
      await within(LISTEN_PATIENCE, subscribed).catch(() => undefined);
      return () => {
        if (!listeners.delete(hear)) return;
        void subscribed.then((id) => redis.unsubscribe(id));
      };
    },
    async ping() {
      await within(PING_PATIENCE, Promise.all([publisher.ping(), subscriber.ping()]), 'Redis does not answer.');
    },
    async close() {
      listeners.clear();
      clearInterval(beating);
      await Promise.all([closeRedis(publisher), closeRedis(subscriber)]);
    },
  };
}

/**
 * The connection as the library uses it. The library lets rejections of these commands go unhandled, which would end the
 * process; they happen only when the connection is closed for good, and then nobody waits for them.
 */
function patient(subscriber: Redis): Redis {
  const ignore = (): void => undefined;
  const used = {
    on: (event: string, heard: () => void) => subscriber.on(event, heard),
    subscribe: (channel: string, done: (error: null) => void) => void subscriber.subscribe(channel).then(() => done(null), ignore),
    unsubscribe: (channel: string) => void subscriber.unsubscribe(channel).catch(ignore),
    punsubscribe: ignore,
  };
  return used as unknown as Redis;
}

/** A subscriber only listens, and would not notice that nobody speaks any more. */
function keepAlive(subscriber: Redis): NodeJS.Timeout {
  const timer = setInterval(() => {
    if (subscriber.status === 'ready') subscriber.ping().catch(() => undefined);
  }, HEARTBEAT);
  return timer.unref();
}

/** After each new connection, once the server has taken all subscriptions again: what was told meanwhile is lost. */
function tellOfReturns(subscriber: Redis, listeners: ReadonlySet<(message: string) => void>): void {
  subscriber.on('ready', () => {
    // Sent behind the subscriptions, and answered after them.
    subscriber.ping().then(
      () => {
        for (const hear of [...listeners]) hear('');
      },
      () => undefined,
    );
  });
}
