import { Registry } from 'prom-client';
import { startPart } from '../../part.js';
import { PARTS, SUBGRAPHS, type Part } from '../../parts.js';
import type { Env } from '../../platform/config.js';
import { freePort } from '../../platform/free-port.js';
import { startTestRedis } from '../../platform/testing/redis.js';
import { until } from '../../platform/testing/until.js';
import { LEAN } from './convene-here.js';
import { createSubgraphDatabases } from './databases.js';

/** Every part as `npm run service` starts it, over Redis and HTTP, but within the test's own process. */
export interface PartsHere {
  readonly url: string;
  /** What they all were given. */
  readonly env: Env;
  stop(): Promise<void>;
}

/** Starts them over fresh databases; resolves once the gateway is ready. Only within `describeWithRedis`. */
export async function startPartsHere(): Promise<PartsHere> {
  const [redis, databases] = await Promise.all([startTestRedis(), createSubgraphDatabases()]);
  const env: Record<string, string> = {
    REDIS_URL: redis.url,
    GATEWAY_SECRET: 'the parts of one test know each other by this',
    AUDIT_KEY: 'a key for checkpoints of the security log',
    SECRETS_KEY: Buffer.alloc(32, 7).toString('base64'),
    AUTH_RATE_LIMIT: '1000',
    ...LEAN,
    LOG_LEVEL: 'silent',
    DRAIN_DELAY_MS: '0',
    PORT: String(await freePort()),
  };
  for (const name of SUBGRAPHS) {
    env[`${name.toUpperCase()}_URL`] = `http://127.0.0.1:${String(await freePort())}/graphql`;
    env[`${name.toUpperCase()}_DATABASE_URL`] = databases[name];
  }
  const listen = `127.0.0.1:${String(await freePort())}`;
  const start = (part: Part) => startPart(part, part === 'worker' ? { ...env, LISTEN: listen } : env, new Registry());
  const running = await Promise.all(PARTS.map(start));
  const url = `http://127.0.0.1:${String(env['PORT'])}`;
  await until('the gateway is ready', async () => (await fetch(`${url}/readyz`)).ok);
  return {
    url,
    env,
    async stop() {
      for (const part of running.reverse()) await part.stop();
      await redis.remove();
    },
  };
}
