import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { silentLogger } from '../../logger.js';
import { createTestDatabaseUrl } from '../../testing/database.js';
import { startFaultProxy, type FaultProxy } from '../../testing/fault-proxy.js';
import { until } from '../../testing/until.js';
import { DatabaseAway } from '../away.js';
import { createConnections, type Connections } from '../connections.js';

/** What asks at once, as in a busy minute. */
const CROWD = 200;

let proxy: FaultProxy;
let url: string;
let opened: { pool: pg.Pool; connections: Connections }[] = [];
beforeEach(async () => {
  const direct = new URL(await createTestDatabaseUrl('outage'));
  proxy = await startFaultProxy({ port: Number(direct.port), host: direct.hostname });
  direct.hostname = '127.0.0.1';
  direct.port = String(proxy.port);
  url = direct.href;
});
afterEach(async () => {
  for (const { connections } of opened) await connections.close();
  opened = [];
  await proxy.stop();
});

function open({ patience = 60_000, kept = 0 }: { patience?: number; kept?: number } = {}): { pool: pg.Pool; connections: Connections } {
  const pool = new pg.Pool({ connectionString: url, max: 10, connectionTimeoutMillis: 5_000 });
  pool.on('error', () => undefined);
  const one = { pool, connections: createConnections({ pool, kept, patience, logger: silentLogger() }) };
  opened.push(one);
  return one;
}

const one = async ({ connections }: { connections: Connections }): Promise<unknown> =>
  connections.lend(async ({ client }) => (await client.query('SELECT 1 AS one')).rows[0] as unknown);

/** Until a first one was told that the database is away. */
const untilNoticed = async (database: { connections: Connections }): Promise<void> => {
  await until('the outage is noticed', () => one(database).then(() => false, (error: unknown) => error instanceof DatabaseAway));
};

describe('while a database is away', () => {
  it('one asks for all whether it is back, and a crowd waits for it', async () => {
    const database = open();
    proxy.fall('DOWN');
    await untilNoticed(database);
    const before = proxy.accepted;
    const crowd = Array.from({ length: CROWD }, () => one(database));
    await until('it was asked for twice', () => proxy.accepted >= before + 2);
    expect(database.pool.waitingCount).toBe(0);
    expect(database.pool.totalCount).toBeLessThanOrEqual(1);
    proxy.heal();
    expect(await Promise.all(crowd)).toEqual(Array.from({ length: CROWD }, () => ({ one: 1 })));
  });

  it('is what the crowd does without: each asks for itself', async () => {
    const { pool } = open();
    proxy.fall('DOWN');
    const before = proxy.accepted;
    const crowd = await Promise.allSettled(Array.from({ length: CROWD }, () => pool.query('SELECT 1')));
    expect(crowd.filter(({ status }) => status === 'rejected')).toHaveLength(CROWD);
    expect(proxy.accepted - before).toBe(CROWD);
  });

  it('who has waited long enough is told, without a connection', async () => {
    const database = open({ patience: 1 });
    proxy.fall('DOWN');
    await untilNoticed(database);
    const answers = await Promise.allSettled(Array.from({ length: CROWD }, () => one(database)));
    for (const answer of answers) expect(answer).toMatchObject({ status: 'rejected', reason: expect.any(DatabaseAway) });
    proxy.heal();
    await until('it is back', () => one(database).then(() => true, () => false));
  });

  it('a statement that was under way is told so, and its connection is not lent again', async () => {
    const database = open();
    await one(database);
    const lost = database.connections.lend(async ({ client }) => {
      proxy.fall('RESET');
      await client.query('SELECT 1');
    });
    await expect(lost).rejects.toBeInstanceOf(DatabaseAway);
    expect(await one(database)).toEqual({ one: 1 });
    expect(database.pool.totalCount).toBe(1);
  });

  it('connections that are kept are opened again once it is back', async () => {
    const database = open({ kept: 4 });
    await database.connections.openKept();
    expect(database.pool.idleCount).toBe(4);
    proxy.fall('DOWN');
    await until('all are lost', () => database.pool.totalCount === 0);
    await untilNoticed(database);
    proxy.heal();
    await until('all are there', () => database.pool.idleCount === 4);
  });
});

describe('a database that is there', () => {
  it('keeps the connection of a statement that failed', async () => {
    const database = open();
    const pid = async (): Promise<unknown> => database.connections.lend(async ({ client }) => (await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]?.pid);
    const before = await pid();
    await expect(database.connections.lend(({ client }) => client.query('SELECT 1 / 0'))).rejects.toThrow('division by zero');
    expect(await pid()).toBe(before);
  });

  it('does not call it an outage when all connections are in use', async () => {
    const { pool, connections } = open();
    pool.options.max = 1;
    const held = connections.lend(async ({ client }) => {
      pool.options.connectionTimeoutMillis = 1;
      await expect(one({ connections })).rejects.toThrow('timeout exceeded');
      return client.query('SELECT 1');
    });
    await held;
    expect(await one({ connections })).toEqual({ one: 1 });
  });
});
