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
import type { Change, ChangeLog, LoggedChange } from '../change-log.js';
import { consumeOnce, isNewest } from '../consume.js';
import { CreateChangeLog1690000000000, CreateChangeRelay1690000000002 } from '../migration.js';
import { createChangeLog } from '../postgres.js';
import { changesJob, startRelay, type Relay, type RelayedChange } from '../relay.js';

const migrations = [CreateChangeLog1690000000000, CreateChangeRelay1690000000002];
let producer: TestDatabase;
let consumer: TestDatabase;
let jobs: Jobs;
let log: ChangeLog<Transaction>;
let relay: Relay | undefined;
const pubsub = createMemoryPubSub();

beforeAll(async () => {
  producer = await createTestDatabase('relay', migrations, 8);
  consumer = await createTestDatabase('relay', migrations, 8);
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

describe('a change that is being handed over while another relay sees that the queue was lost', () => {
  it('is handed over again', async () => {
    await log.enterEpoch('before');
    await producer.database.transaction((tx) => log.append(tx, [change('torn', 1)]));
    const handed: string[] = [];
    const take = (changes: readonly LoggedChange[]): void => void handed.push(...changes.map(({ entity }) => entity));
    let entered: Promise<number> | undefined;
    let done = false;
    await log.relay(100, async (changes) => {
      take(changes);
      entered = log.enterEpoch('after').finally(() => (done = true));
      const waits = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
      await until('the other waits, or is through', async () => done || (await producer.database.query(waits)).length > 0);
    });
    expect(await entered).toBeGreaterThan(0);
    await log.relay(100, (changes) => Promise.resolve(take(changes)));
    expect(handed.filter((entity) => entity === 'torn')).toHaveLength(2);
  });
});

describe('another epoch', () => {
  it('concerns what was relayed in the last two days, once, however many relays enter it', async () => {
    await producer.database.transaction((tx) => log.append(tx, [change('old', 1), change('new', 1)]));
    await log.relay(100, () => Promise.resolve());
    await producer.database.query(`UPDATE change_log SET relayed_at = now() - interval '49 hours' WHERE entity <> 'new'`);
    const counts = await Promise.all(Array.from({ length: 4 }, () => log.enterEpoch('next')));
    expect(counts.sort()).toEqual([0, 0, 0, 1]);
    expect(await producer.database.query(`SELECT entity FROM change_log WHERE relayed_at IS NULL`)).toEqual([{ entity: 'new' }]);
    expect(await log.enterEpoch('next')).toBe(0);
  });
});
