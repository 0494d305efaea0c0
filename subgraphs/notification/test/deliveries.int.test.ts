import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { TestDatabase } from '../../../platform/testing/database.js';
import { weekly } from './neighbours.js';
import { account, as, ask, createWorld, createWorldDatabase, execute, type World } from './world.js';

const ada = as('ada');
let db: TestDatabase;
let world: World;

beforeAll(async () => {
  db = await createWorldDatabase();
});
afterAll(() => db.drop());

beforeEach(async () => {
  world = await createWorld(db, '2026-11-20T12:00:00Z');
  await world.consume('user', account('ada'));
  world.neighbours.events.set('e1', weekly('e1', new Date('2026-11-20T13:00:00Z'), 1));
});

const remind = async (channels = ['EMAIL']): Promise<void> => {
  const query = 'mutation ($channels: [Channel!]) { addReminder(input: { eventId: "e1", minutesBefore: 30, channels: $channels }) { id } }';
  await ask(world, ada, query, { channels });
  await world.goTo('2026-11-20T12:30:00Z');
};

interface Row {
  id: string;
  status: string;
  attempts: number;
  lookups: number;
  in_doubt: boolean;
  details: string | null;
  suppressed_because: string | null;
  provider_message_id: string | null;
}

const mail = async (): Promise<Row> => {
  const [row] = await world.db.database.query<Row>(`SELECT * FROM delivery WHERE channel = 'EMAIL'`);
  if (!row) throw new Error('there is no delivery');
  return row;
};

/** Lets so many minutes pass, with all tries that fall into them. */
const pass = async (minutes: number): Promise<void> => {
  for (let second = 0; second < minutes * 60; second += 10) {
    world.clock.advance(10_000);
    await world.jobs.runDue();
  }
};

describe('a mail', () => {
  it('is sent once, under the id of its delivery', async () => {
    await remind();
    const row = await mail();
    expect(row).toMatchObject({ status: 'SENT', attempts: 1, in_doubt: false, provider_message_id: `post-${row.id}` });
    await world.worker.deliver(row.id);
    expect(world.post.taken.map((one) => one.id)).toEqual([row.id]);
  });

  it('is tried again when it surely was not taken, and goes out once', async () => {
    world.post.manner = 'REFUSES';
    await remind();
    expect(await mail()).toMatchObject({ status: 'RETRYING', attempts: 1, in_doubt: false, details: '451 try again later' });
    world.post.manner = 'TAKES';
    await pass(1);
    expect(await mail()).toMatchObject({ status: 'SENT', attempts: 2, details: null });
    expect(world.post.taken).toHaveLength(1);
  });

  it('is given up after five tries', async () => {
    world.post.manner = 'REFUSES';
    await remind();
    await pass(5);
    expect(await mail()).toMatchObject({ status: 'FAILED', attempts: 5, details: '451 try again later' });
    expect(world.post.calls).toBe(5);
  });

  it('is tried again on a clear no for now, though the provider can not be asked', async () => {
    world.post.manner = 'REFUSES_FOR_NOW';
    await remind();
    expect(await mail()).toMatchObject({ status: 'RETRYING', attempts: 1, lookups: 0, in_doubt: false, details: '451 too busy' });
    world.post.manner = 'TAKES';
    await pass(1);
    expect(await mail()).toMatchObject({ status: 'SENT', attempts: 2, lookups: 0 });
    expect(world.post.taken).toHaveLength(1);
  });

  it('is given up at once on a clear no for good', async () => {
    world.post.manner = 'REFUSES_FOR_GOOD';
    await remind();
    expect(await mail()).toMatchObject({ status: 'FAILED', attempts: 1, in_doubt: false, details: '550 no such address' });
    world.post.manner = 'TAKES';
    await pass(5);
    expect(world.post.calls).toBe(1);
  });

  it('that was taken without a word is found by asking, and not sent again', async () => {
    world.post.manner = 'TAKES_SILENTLY';
    await remind();
    expect(await mail()).toMatchObject({ status: 'SENT', attempts: 1, in_doubt: false });
    expect(world.post.calls).toBe(1);
  });

  it('keeps its doubt while nobody can say, is only asked for, and is never sent again', async () => {
    world.post.manner = 'TAKES_SILENTLY_FOR_EVER';
    await remind();
    expect(await mail()).toMatchObject({ status: 'RETRYING', attempts: 1, in_doubt: true });
    await pass(2);
    const row = await mail();
    expect(row).toMatchObject({ status: 'RETRYING', attempts: 1, in_doubt: true });
    expect(row.lookups).toBeGreaterThan(2);
    expect(world.post.calls).toBe(1);
    world.post.manner = 'TAKES';
    await pass(5);
    expect(await mail()).toMatchObject({ status: 'SENT', attempts: 1, in_doubt: false });
    expect(world.post.taken).toHaveLength(1);
  });

  it('in doubt is given up in doubt, in the end', async () => {
    world.post.manner = 'TAKES_SILENTLY_FOR_EVER';
    await remind();
    await pass(60);
    expect(await mail()).toMatchObject({ status: 'FAILED', attempts: 1, in_doubt: true });
    expect(world.post.calls).toBe(1);
  });

  it('that a dead process left behind is asked for before it is sent', async () => {
    world.post.manner = 'REFUSES';
    await remind();
    const row = await mail();
    world.jobs.lose();
    // As a process leaves it that died between the call and the answer; the provider had taken it.
    await world.db.database.query(`UPDATE delivery SET in_doubt = true, attempts = 2 WHERE id = $1`, [row.id]);
    world.post.taken.push({ id: row.id, to: 'ada@example.org', subject: '', text: '', html: '' });
    world.post.manner = 'TAKES';
    world.clock.advance(120_000);
    await world.worker.sweep();
    await world.jobs.runDue();
    expect(await mail()).toMatchObject({ status: 'SENT', attempts: 2, lookups: 1 });
    expect(world.post.taken).toHaveLength(1);
  });

  it('is sent once by many workers at once', async () => {
    world.post.manner = 'REFUSES';
    await remind();
    const { id } = await mail();
    world.post.manner = 'TAKES';
    world.clock.advance(60_000);
    await Promise.all(Array.from({ length: 6 }, () => world.worker.deliver(id)));
    expect(world.post.taken).toHaveLength(1);
    expect(await mail()).toMatchObject({ status: 'SENT', attempts: 2 });
  });

  it('is not sent any more once the occurrence is over', async () => {
    world.post.manner = 'REFUSES';
    await remind();
    world.post.manner = 'TAKES';
    world.clock.set('2026-11-20T14:00:00Z');
    await world.jobs.runDue();
    expect(await mail()).toMatchObject({ status: 'FAILED', details: 'Too late to be of use.' });
    expect(world.post.taken).toEqual([]);
  });

  it('is held back when the address is verified no more', async () => {
    world.post.manner = 'REFUSES';
    await remind();
    world.post.manner = 'TAKES';
    await world.consume('user', account('ada', 2, { verifiedEmail: null }));
    await pass(1);
    expect(await mail()).toMatchObject({ status: 'SUPPRESSED', suppressed_because: 'NO_RECIPIENT' });
  });
});

describe('deliveries', () => {
  it('are one for each channel; those without an address are held back', async () => {
    await remind(['IN_APP', 'EMAIL', 'SMS', 'WEB_PUSH']);
    const query = 'query ($of: [_Any!]!) { _entities(representations: $of) { ... on User { notifications { edges { node { deliveries { channel status suppressedBecause } } } } } } }';
    expect(await ask(world, ada, query, { of: [{ __typename: 'User', id: 'ada' }] })).toEqual([
      {
        notifications: {
          edges: [
            {
              node: {
                deliveries: [
                  { channel: 'IN_APP', status: 'DELIVERED', suppressedBecause: null },
                  { channel: 'EMAIL', status: 'SENT', suppressedBecause: null },
                  { channel: 'SMS', status: 'SUPPRESSED', suppressedBecause: 'NO_RECIPIENT' },
                  { channel: 'WEB_PUSH', status: 'SUPPRESSED', suppressedBecause: 'NO_RECIPIENT' },
                ],
              },
            },
          ],
        },
      },
    ]);
  });

  it('are read by whom they are for, masked by administrators, and by nobody else', async () => {
    world.post.manner = 'REFUSES';
    await remind(['IN_APP', 'EMAIL']);
    await pass(5);
    const { id } = await mail();
    const one = 'query ($id: ID!) { delivery(id: $id) { recipient status attempts details notification { kind } } }';
    const shared = { status: 'FAILED', attempts: 5, details: '451 try again later' };
    expect(await ask(world, ada, one, { id })).toEqual({ ...shared, recipient: 'ada@example.org', notification: { kind: 'EVENT_REMINDER' } });
    const admin = as('root', ['ADMIN', 'INBOX_READ']);
    expect(await ask(world, admin, one, { id })).toEqual({ ...shared, recipient: 'a***@example.org', notification: null });
    expect(await ask(world, as('eve'), one, { id })).toBeNull();

    const failed = '{ failedDeliveries(first: 1) { edges { node { id recipient } } pageInfo { hasNextPage } } }';
    expect(await ask(world, admin, failed)).toEqual({ edges: [{ node: { id, recipient: 'a***@example.org' } }], pageInfo: { hasNextPage: false } });
    expect((await execute(world, ada, failed)).codes).toEqual(['FORBIDDEN']);
  });
});
