import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { SUBGRAPHS } from '../parts.js';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../platform/embedded/postgres.js';
import { silentLogger } from '../platform/logger.js';
import { startFaultProxy } from '../platform/testing/fault-proxy.js';
import { describeWithRedis, startTestRedis } from '../platform/testing/redis.js';
import { until } from '../platform/testing/until.js';
import { LONGEST_ANSWER, startBustle, type Bustle, type BustleSize } from './support/bustle.js';
import type { Disaster, Scene } from './support/faults.js';
import { startInbox, type Inbox } from './support/inbox.js';
import { buildOnce } from './support/instance.js';
import { startProcesses } from './support/processes.js';

/** What one run of it is. */
export interface FaultRun {
  readonly name: string;
  readonly size: BustleSize;
  readonly limit: number;
  readonly disasters: (scene: Scene) => readonly Disaster[];
}

/**
 * Two of each part, on Redis and a PostgreSQL of their own, while people read, book, announce and listen, and things go wrong
 * one after the other: nothing acknowledged is lost, nobody is told twice, no seat is given out twice, and whatever is asked
 * is answered soon.
 */
export function survivesFaults({ name, size, limit, disasters }: FaultRun): void {
  describeWithRedis(name, () => {
    let postgres: EmbeddedPostgres;
    let inbox: Inbox;
    let scene: Scene;
    let bustle: Bustle;
    const folder = mkdtempSync(join(tmpdir(), 'convene-faults-'));

    beforeAll(async () => {
      buildOnce();
      postgres = await startEmbeddedPostgres({ directory: folder, databases: SUBGRAPHS, logger: silentLogger() });
      const [redis, mail] = await Promise.all([startTestRedis(), startInbox()]);
      inbox = mail;
      const proxies: { name: string; proxy: Awaited<ReturnType<typeof startFaultProxy>> }[] = [];
      const processes = await startProcesses({
        redisUrl: redis.url,
        smtpUrl: inbox.url,
        copies: 2,
        databases: Object.fromEntries(SUBGRAPHS.map((subgraph) => [subgraph, postgres.url(subgraph)])) as Record<(typeof SUBGRAPHS)[number], string>,
        async between(subgraph, url) {
          const proxy = await startFaultProxy({ port: Number(new URL(url).port) });
          proxies.push({ name: subgraph, proxy });
          return `http://127.0.0.1:${String(proxy.port)}/graphql`;
        },
      });
      scene = { processes, redis, proxies, crashPostgres: () => crash(postgres.url('event')) };
      bustle = await startBustle(processes.urls, size);
    }, 120_000);
    afterAll(async () => {
      await scene.processes.stop();
      await Promise.all([...scene.proxies.map(({ proxy }) => proxy.stop()), scene.redis.remove(), inbox.stop()]);
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    }, 60_000);

    it(
      'loses nothing, tells nobody twice, sells no seat twice, and answers soon',
      async () => {
        const slow: string[] = [];
        let before = bustle.slowest;
        for (const disaster of disasters(scene)) {
          await disaster.happen(bustle);
          if (bustle.slowest > before && bustle.slowest > LONGEST_ANSWER) slow.push(`${disaster.name}: ${String(Math.round(bustle.slowest))} ms`);
          before = bustle.slowest;
          await until(`all are ready after: ${disaster.name}`, async () => (await Promise.all(scene.processes.all().map((one) => one.isReady()))).every(Boolean), 60_000);
        }
        await bustle.settle();
        expect(slow).toEqual([]);
        const mails = (await inbox.read()).map(({ id }) => id);
        expect(mails.filter((id, n) => mails.indexOf(id) !== n)).toEqual([]);
      },
      limit,
    );
  });
}

/** kill -9 of a backend: PostgreSQL then ends all of them, and recovers from its log. */
async function crash(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  process.kill(rows[0]?.pid ?? 0, 'SIGKILL');
  await client.end().catch(() => undefined);
  await until('PostgreSQL has recovered', async () => {
    const again = new pg.Client({ connectionString: url });
    again.on('error', () => undefined);
    return again.connect().then(
      () => again.end().then(() => true),
      () => false,
    );
  });
}
