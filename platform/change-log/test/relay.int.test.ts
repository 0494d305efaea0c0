import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '../../clock.js';
import type { Transaction } from '../../database/database.js';
import { timeOrderedIds } from '../../ids.js';
import { handleJob, type Jobs } from '../../jobs/jobs.js';
import { createPostgresJobs } from '../../jobs/postgres.js';
import { silentLogger } from '../../logger.js';
import { createMemoryPubSub } from '../../pubsub/memory.js';
import { createTestDatabase, createTestDatabaseUrl, type TestDatabase } from '../../testing/database.js';
import { until } from '../../testing/until.js';
import type { Change, ChangeLog } from '../change-log.js';
import { consumeOnce, isNewest } from '../consume.js';
import { CreateChangeLog1690000000000 } from '../migration.js';
import { createChangeLog } from '../postgres.js';
import { changesJob, startRelay, type Relay, type RelayedChange } from '../relay.js';

let producer: TestDatabase;
let consumer: TestDatabase;
let jobs: Jobs;
let log: ChangeLog<Transaction>;
let relay: Relay | undefined;
const pubsub = createMemoryPubSub();

beforeAll(async () => {
  producer = await createTestDatabase('relay', [CreateChangeLog1690000000000], 8);
  consumer = await createTestDatabase('relay', [CreateChangeLog1690000000000], 8);
  await consumer.database.query(`CREATE TABLE effect (change_id uuid, entity text, version int)`);
  await consumer.database.query(`CREATE TABLE copy (entity text PRIMARY KEY, version int)`);
  jobs = await createPostgresJobs({ url: await createTestDatabaseUrl('jobs'), clock: systemClock, logger: silentLogger() });
  log = createChangeLog({ subgraph: 'source', database: producer.database, ids: timeOrderedIds, pubsub });
  await jobs.work('consumer-changes', [handleJob(changesJob('consumer'), consume)]);
});
afterEach(async () => {
  await relay?.stop();
  relay = undefined;
});
afterAll(async () => {
  await jobs.close();
  await producer.drop();
  await consumer.drop();
});

const begin = async (): Promise<void> => {
  relay = await startRelay({ source: 'source', consumers: ['consumer'], log, jobs, pubsub, logger: silentLogger() });
};

async function consume(relayed: RelayedChange): Promise<void> {
  const { entity, entityVersion, id } = relayed.change;
  await consumer.database.transaction((tx) =>
    consumeOnce(tx, relayed, async () => {
      await tx.query(`INSERT INTO effect VALUES ($1, $2, $3)`, [id, entity, entityVersion]);
      if (!(await isNewest(tx, relayed))) return;
      await tx.query(`INSERT INTO copy VALUES ($1, $2) ON CONFLICT (entity) DO UPDATE SET version = excluded.version`, [
        entity,
        entityVersion,
      ]);
    }).then(() => undefined),
  );
}

const change = (entity: string, entityVersion: number): Change => ({
  topic: `topic:${entity}`,
  kind: 'UPDATED',
  entity,
  entityVersion,
  actor: null,
  at: new Date('2026-11-20T12:00:00Z'),
  fields: [],
  data: {},
});

const effects = async (entity: string): Promise<number> =>
  (await consumer.database.query(`SELECT 1 FROM effect WHERE entity = $1`, [entity])).length;

describe('the relay', () => {
  it('hands on what was committed before and after it began', async () => {
    await producer.database.transaction((tx) => log.append(tx, [change('before', 1)]));
    await begin();
    await producer.database.transaction((tx) => log.append(tx, [change('after', 1)]));
    await until('both arrived', async () => (await effects('before')) === 1 && (await effects('after')) === 1);
  });

  it('hands on a change that a long transaction commits after later ones were relayed', async () => {
    await begin();
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let began = (): void => undefined;
    const begun = new Promise<void>((resolve) => {
      began = resolve;
    });
    const long = producer.database.transaction(async (tx) => {
      await log.append(tx, [change('long', 1)]);
      began();
      await held;
    });
    await begun;
    await producer.database.transaction((tx) => log.append(tx, [change('short', 1)]));
    await until('the short one arrived', async () => (await effects('short')) === 1);
    expect(await effects('long')).toBe(0);
    release();
    await long;
    await until('the long one arrived', async () => (await effects('long')) === 1);
  });
});

describe('a consumer', () => {
  it('has one effect of a change that is delivered three times, and keeps the newest of those delivered in reverse', async () => {
    const logged = await producer.database.transaction((tx) =>
      log.append(tx, [change('thing', 1), change('thing', 2), change('thing', 3)]),
    );
    const deliveries = [...logged].reverse().flatMap((one) => [one, one, one]);
    for (const one of deliveries) await consume({ source: 'source', change: one });
    await Promise.all(deliveries.map((one) => consume({ source: 'source', change: one })));
    expect(await effects('thing')).toBe(3);
    expect(await consumer.database.query(`SELECT version FROM copy WHERE entity = 'thing'`)).toEqual([{ version: 3 }]);
  });
});
