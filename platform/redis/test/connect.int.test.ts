import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { silentLogger } from '../../logger.js';
import { StartRefused } from '../../start-refused.js';
import { describeWithRedis, startTestRedis, type TestRedis } from '../../testing/redis.js';
import { closeRedis, connectRedis, untilConnected } from '../connect.js';

describeWithRedis('a connection to Redis', () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startTestRedis();
  });
  afterAll(() => redis.remove());
  const connect = () =>
    connectRedis({ url: redis.url, name: 'test', manner: { waits: false, commandTimeout: 500, silence: 500 }, logger: silentLogger() });

  it('stands once it was waited for, and tells its name', async () => {
    const connection = connect();
    await untilConnected(connection);
    expect(await connection.client('LIST')).toContain('name=test');
    await closeRedis(connection);
  });

  it('refuses the start where nobody answers, naming the place and the setting, and no password', async () => {
    await redis.stop();
    const url = redis.url.replace('redis://', 'redis://:secret@');
    const connection = connectRedis({ url, name: 'test', manner: { waits: false, silence: 500 }, logger: silentLogger() });
    const refused = await untilConnected(connection, 300).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(StartRefused);
    expect((refused as Error).message).toMatch(new RegExp(`^Redis at 127.0.0.1:${String(redis.port)} can not be reached: .*REDIS_URL`));
    expect((refused as Error).message).not.toContain('secret');
    await redis.start();
  });

  it('fails at once what is asked while there is none', async () => {
    const connection = connect();
    await untilConnected(connection);
    await redis.stop();
    const began = performance.now();
    await expect(connection.ping()).rejects.toThrow();
    // Whoever tries again, as the driver does unless told, takes ten seconds.
    expect(performance.now() - began).toBeLessThan(5_000);
    await closeRedis(connection);
    await redis.start();
  });
});
