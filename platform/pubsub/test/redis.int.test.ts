import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { silentLogger } from '../../logger.js';
import { startFaultProxy, type FaultProxy } from '../../testing/fault-proxy.js';
import { describeWithRedis, startTestRedis, type TestRedis } from '../../testing/redis.js';
import { until } from '../../testing/until.js';
import type { PubSub } from '../pubsub.js';
import { createRedisPubSub } from '../redis.js';
import { pubSubSuite } from './suite.js';

const open = (url: string): Promise<PubSub> => createRedisPubSub({ url, logger: silentLogger() });

describeWithRedis('wake-ups over Redis', () => {
  pubSubSuite(async () => {
    const redis = await startTestRedis();
    const [pubsub, elsewhere] = await Promise.all([open(redis.url), open(redis.url)]);
    return {
      pubsub,
      elsewhere,
      async stop() {
        await Promise.all([pubsub.close(), elsewhere.close()]);
        await redis.remove();
      },
    };
  });
});

describeWithRedis('wake-ups while Redis is in trouble', () => {
  let redis: TestRedis;
  let proxy: FaultProxy;
  let pubsub: PubSub;
  let elsewhere: PubSub;
  let heard: string[];
  /** Tells from elsewhere until it was heard here. */
  const tellUntilHeard = (message: string): Promise<true> =>
    until(`${message} was heard`, () => {
      elsewhere.publish('news', message);
      return heard.includes(message);
    });

  beforeEach(async () => {
    redis = await startTestRedis();
    proxy = await startFaultProxy({ port: redis.port });
    pubsub = await open(`redis://127.0.0.1:${String(proxy.port)}`);
    elsewhere = await open(redis.url);
    heard = [];
    await pubsub.listen('news', (message) => heard.push(message));
    elsewhere.publish('news', 'before');
    await until('it is heard', () => heard.length === 1);
    heard = [];
  });
  afterEach(async () => {
    await Promise.all([pubsub.close(), elsewhere.close()]);
    await proxy.stop();
    await redis.remove();
  });

  it('tells everybody once to look again when Redis is back, and then goes on', async () => {
    await redis.stop();
    pubsub.publish('news', 'lost');
    await expect(pubsub.ping()).rejects.toThrow();
    await redis.start();
    await until('it was told', () => heard.length > 0);
    expect(heard).toEqual(['']);
    await tellUntilHeard('after');
    expect(heard.filter((message) => message === '')).toHaveLength(1);
  });

  it('lets listen who comes while Redis is away, and tells them to look again as soon as it is back', async () => {
    await redis.stop();
    const late: string[] = [];
    const began = performance.now();
    const stop = await pubsub.listen('late', (message) => late.push(message));
    expect(performance.now() - began).toBeLessThan(2_000);
    await redis.start();
    await until('they were told', () => late.length > 0);
    await until('they hear', () => {
      elsewhere.publish('late', 'now');
      return late.includes('now');
    });
    stop();
  });

  it('keeps nothing of those who stopped while Redis was away', async () => {
    await redis.stop();
    const stop = await pubsub.listen('brief', () => undefined);
    stop();
    await redis.start();
    await tellUntilHeard('after');
    await until('nobody listens to it', async () => (await redis.ask((one) => one.pubsub('CHANNELS', 'brief'))).length === 0);
  });

  it('finds out by itself that nothing comes over a connection any more, and makes another', async () => {
    proxy.fall('SILENT');
    await expect(pubsub.ping()).rejects.toThrow();
    proxy.heal();
    await until('it was told to look again', () => heard.includes(''), 20_000);
    await tellUntilHeard('after');
  }, 25_000);

  it('survives a connection that is reset while many begin to listen', async () => {
    const listening = Array.from({ length: 50 }, (_, n) => pubsub.listen(`many:${String(n)}`, () => undefined));
    proxy.fall('RESET');
    proxy.heal();
    await Promise.all(listening);
    await tellUntilHeard('after');
    await until('all listen', async () => (await redis.ask((one) => one.pubsub('CHANNELS', 'many:*'))).length === 50);
  });
});
