import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { systemClock } from '../../clock.js';
import type { Transaction } from '../../database/database.js';
import { timeOrderedIds } from '../../ids.js';
import { handleJob, type Jobs, type JobWorker } from '../../jobs/jobs.js';
import { createRedisJobs } from '../../jobs/redis.js';
import { silentLogger } from '../../logger.js';
import { createMemoryPubSub } from '../../pubsub/memory.js';
import { createTestDatabase, type TestDatabase } from '../../testing/database.js';
import { describeWithRedis, startTestRedis, type TestRedis } from '../../testing/redis.js';
import { until } from '../../testing/until.js';
import type { ChangeLog } from '../change-log.js';
import { consumeOnce } from '../consume.js';
import { CreateChangeLog1690000000000, CreateChangeRelay1690000000002 } from '../migration.js';
import { createChangeLog } from '../postgres.js';
import { changesJob, startRelay, type Relay } from '../relay.js';
import { channelOf, RELAY_CHANNEL } from '../wake-ups.js';

const migrations = [CreateChangeLog1690000000000, CreateChangeRelay1690000000002];
const pubsub = createMemoryPubSub();

describeWithRedis('changes in a queue that Redis loses', () => {
  let redis: TestRedis;
  let jobs: Jobs;
  let producer: TestDatabase;
  let consumer: TestDatabase;
  let log: ChangeLog<Transaction>;
  let relay: Relay;

  beforeEach(async () => {
    redis = await startTestRedis();
    producer = await createTestDatabase('relay', migrations, 4);
    consumer = await createTestDatabase('relay', migrations, 6);
    await consumer.database.query(`CREATE TABLE effect (entity text)`);
    jobs = await createRedisJobs({ url: redis.url, clock: systemClock, logger: silentLogger() });
    log = createChangeLog({ subgraph: 'source', database: producer.database, ids: timeOrderedIds, pubsub });
  });
  afterEach(async () => {
    await relay.stop();
    await jobs.close();
    await producer.drop();
    await consumer.drop();
    await redis.remove();
  });

  const begin = async (over: Partial<Jobs> = {}): Promise<void> => {
    relay = await startRelay({ source: 'source', consumers: ['consumer'], log, jobs: { ...jobs, ...over }, pubsub, logger: silentLogger() });
  };
  const work = (): Promise<JobWorker> =>
    jobs.work('consumer-changes', [
      handleJob(changesJob('consumer'), (relayed) =>
        consumer.database.transaction(async (tx) => {
          await consumeOnce(tx, relayed, async () => {
            await tx.query(`INSERT INTO effect VALUES ($1)`, [relayed.change.entity]);
          });
        }),
      ),
    ]);
  const append = async (...entities: string[]): Promise<void> => {
    const told = { topic: 'topic', kind: 'UPDATED', entityVersion: 1, actor: null, at: new Date(), fields: [], data: {} };
    await producer.database.transaction((tx) => log.append(tx, entities.map((entity) => ({ ...told, entity }))));
  };
  const allRelayed = (): Promise<unknown> =>
    until('all are in the queue', async () => (await producer.database.query(`SELECT 1 FROM change_log WHERE relayed_at IS NULL`)).length === 0);
  const effects = async (): Promise<string[]> =>
    (await consumer.database.query<{ entity: string }>(`SELECT entity FROM effect ORDER BY entity`)).map(({ entity }) => entity);

  /** One change is consumed, three wait in the queue, and then Redis is flushed; the worker is away meanwhile. */
  const loseThree = async (): Promise<void> => {
    const worker = await work();
    await append('a');
    await until('the first arrived', async () => (await effects()).length === 1);
    await worker.stop();
    await append('b', 'c', 'd');
    await allRelayed();
    await redis.flush();
  };

  it('are handed over again, and each has one effect', async () => {
    await begin();
    await loseThree();
    await work();
    pubsub.publish(channelOf('source', RELAY_CHANNEL));
    await until('all arrived', async () => (await effects()).length >= 4);
    await append('e');
    await until('the last arrived', async () => (await effects()).includes('e'));
    expect(await effects()).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('are handed over again when the relay was away as well', async () => {
    await begin();
    await loseThree();
    await relay.stop();
    await work();
    await begin();
    await until('all arrived', async () => (await effects()).length >= 4);
    expect(await effects()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('are lost where epochs are not compared (the control)', async () => {
    await begin({ epoch: () => Promise.resolve('always the same') });
    await loseThree();
    await work();
    await append('e');
    await until('the last arrived', async () => (await effects()).includes('e'));
    await allRelayed();
    expect(await effects()).toEqual(['a', 'e']);
  });
});
