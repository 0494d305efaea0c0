import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { account, as, ask, askUser, createWorld, createWorldDatabase, eventChanged, execute, told, type World } from './world.js';
import type { TestDatabase } from '../../../platform/testing/database.js';
import { weekly } from './neighbours.js';

const ada = as('ada');
const FIRST = new Date('2026-11-20T13:00:00Z');
let db: TestDatabase;
let world: World;

beforeAll(async () => {
  db = await createWorldDatabase();
});
afterAll(() => db.drop());

beforeEach(async () => {
  world = await createWorld(db, '2026-11-20T12:00:00Z');
  await world.consume('user', account('ada'));
  world.neighbours.events.set('e1', weekly('e1', FIRST, 3));
});

interface Shown {
  id: string;
  nextAt: string | null;
  lastSentAt: string | null;
  channels: string[];
  minutesBefore: number;
}

const add = (minutesBefore: number, over: Record<string, unknown> = {}): Promise<Shown> =>
  ask(world, ada, 'mutation ($input: AddReminderInput!) { addReminder(input: $input) { id nextAt lastSentAt channels minutesBefore } }', {
    input: { eventId: 'e1', minutesBefore, ...over },
  });

const mine = async (): Promise<Shown[]> => {
  const fields = 'reminders { edges { node { id nextAt lastSentAt channels minutesBefore } } }';
  const { reminders } = await askUser<{ reminders: { edges: { node: Shown }[] } }>(world, ada, 'ada', fields);
  return reminders.edges.map((edge) => edge.node);
};

const moveFirst = (startsAt: string): void => {
  const occurrence = world.neighbours.events.get('e1')?.occurrences[0];
  if (!occurrence) throw new Error('no occurrence');
  occurrence.startsAt = new Date(startsAt);
  occurrence.endsAt = new Date(occurrence.startsAt.getTime() + 3_600_000);
};

describe('a reminder', () => {
  it('is sent for each occurrence at its moment, and then has nothing left', async () => {
    expect(await add(30)).toMatchObject({ nextAt: '2026-11-20T12:30:00Z', lastSentAt: null });
    await world.goTo('2026-11-20T12:29:59Z');
    expect(await told(world)).toEqual([]);
    await world.goTo('2026-11-20T12:30:00Z');
    expect(await told(world)).toEqual(['ada EVENT_REMINDER']);
    expect(await mine()).toMatchObject([{ nextAt: '2026-11-27T12:30:00Z', lastSentAt: '2026-11-20T12:30:00Z' }]);

    for (const day of ['2026-11-27', '2026-12-04']) {
      world.clock.set(`${day}T02:00:00Z`);
      await world.worker.sweep();
      await world.goTo(`${day}T12:30:00Z`);
    }
    expect(world.post.taken).toHaveLength(3);
    expect(await mine()).toMatchObject([{ nextAt: null }]);
  });

  it('is added and changed while the queue is away, and rings when the sweep has set its alarm', async () => {
    world.jobs.away = true;
    const { id } = await add(45);
    expect(await add(45)).toMatchObject({ id, nextAt: '2026-11-20T12:15:00Z' });
    const update = 'mutation ($id: ID!) { updateReminder(id: $id, input: { minutesBefore: 30 }) { nextAt } }';
    expect(await ask(world, ada, update, { id })).toMatchObject({ nextAt: '2026-11-20T12:30:00Z' });
    world.jobs.away = false;
    expect(world.jobs.waiting()).toEqual([]);
    await world.worker.sweep();
    await world.goTo('2026-11-20T12:30:00Z');
    expect(await told(world)).toEqual(['ada EVENT_REMINDER']);
  });

  it('goes to the next occurrence when it is added after its moment', async () => {
    world.clock.set('2026-11-20T12:31:00Z');
    expect(await add(30)).toMatchObject({ nextAt: '2026-11-27T12:30:00Z' });
  });

  it('is one, however often the same is added, with the channels told last', async () => {
    const first = await add(30);
    expect(await add(30, { channels: ['EMAIL', 'EMAIL'] })).toMatchObject({ id: first.id, channels: ['EMAIL'] });
    await world.goTo('2026-11-20T12:30:00Z');
    expect(await told(world)).toEqual(['ada EVENT_REMINDER']);
    expect(world.post.taken).toHaveLength(1);
  });

  it('by mail alone stays out of the inbox', async () => {
    await add(30, { channels: ['EMAIL'] });
    await world.goTo('2026-11-20T12:30:00Z');
    expect(world.post.taken).toHaveLength(1);
    const fields = 'unreadNotificationCount notifications { edges { node { id } } }';
    expect(await askUser(world, ada, 'ada', fields)).toEqual({ unreadNotificationCount: 0, notifications: { edges: [] } });
  });

  it('is set no alarm for years ahead: the sweep sets it within a day', async () => {
    await add(0, { eventId: 'e1' });
    await world.goTo('2026-11-20T13:00:00Z');
    expect(world.jobs.waiting()).toEqual([]);
    world.clock.set('2026-11-26T13:00:00Z');
    await world.worker.sweep();
    expect(world.jobs.waiting()).toMatchObject([{ name: 'ring', at: new Date('2026-11-27T13:00:00Z') }]);
  });
});

describe('when the event changes', () => {
  it('rings at the new moment when the occurrence is moved, and no more at the old', async () => {
    await add(30);
    moveFirst('2026-11-20T16:00:00Z');
    await world.consume('event', eventChanged('UPDATED', 'e1', 2, 'owner'));
    await world.jobs.runDue();
    expect(await mine()).toMatchObject([{ nextAt: '2026-11-20T15:30:00Z' }]);
    await world.goTo('2026-11-20T12:30:00Z');
    expect(await told(world)).toEqual([]);
    await world.goTo('2026-11-20T15:30:00Z');
    expect(await told(world)).toEqual(['ada EVENT_REMINDER']);
  });

  it('finds out by itself when the alarm rings that the occurrence was moved', async () => {
    await add(30);
    moveFirst('2026-11-20T16:00:00Z');
    await world.goTo('2026-11-20T12:30:00Z');
    expect(await told(world)).toEqual([]);
    await world.goTo('2026-11-20T15:30:00Z');
    expect(await told(world)).toEqual(['ada EVENT_REMINDER']);
  });

  it('reminds again of an occurrence that was moved after it had reminded', async () => {
    await add(30);
    await world.goTo('2026-11-20T12:30:00Z');
    moveFirst('2026-11-20T18:00:00Z');
    await world.consume('event', eventChanged('UPDATED', 'e1', 2, 'owner'));
    await world.jobs.runDue();
    await world.goTo('2026-11-20T17:30:00Z');
    expect(await told(world)).toEqual(['ada EVENT_REMINDER', 'ada EVENT_REMINDER']);
  });

  it('does not remind twice of an occurrence that only got another id', async () => {
    await add(30);
    await world.goTo('2026-11-20T12:30:00Z');
    const occurrence = world.neighbours.events.get('e1')?.occurrences[0];
    if (occurrence) occurrence.id = 'e1_new';
    await world.consume('event', eventChanged('UPDATED', 'e1', 2, 'owner', { renamed: { e1_0001: 'e1_new' } }));
    await world.db.database.query(`UPDATE reminder SET armed_from = '2026-11-20T12:00:00Z'`);
    await world.jobs.runDue();
    expect(await told(world)).toEqual(['ada EVENT_REMINDER']);
    expect(await mine()).toMatchObject([{ nextAt: '2026-11-27T12:30:00Z' }]);
  });

  it('keeps silent about what was cancelled', async () => {
    await add(30);
    const event = world.neighbours.events.get('e1');
    if (event) event.status = 'CANCELLED';
    await world.goTo('2026-11-20T12:30:00Z');
    expect(await told(world)).toEqual([]);
    expect(await mine()).toMatchObject([{ nextAt: null }]);
  });

  it('goes with an event that is deleted', async () => {
    await add(30);
    world.neighbours.events.delete('e1');
    await world.consume('event', eventChanged('DELETED', 'e1', 2, 'owner'));
    expect(await mine()).toEqual([]);
    await world.goTo('2026-11-20T12:30:00Z');
    expect(await told(world)).toEqual([]);
  });

  it('keeps silent about what the person may not see any more', async () => {
    await add(30);
    const event = world.neighbours.events.get('e1');
    if (event) event.seenBy = ['owner'];
    await world.goTo('2026-11-20T12:30:00Z');
    expect(await told(world)).toEqual([]);
  });
});

describe('when something fails', () => {
  it('loses no reminder with a lost queue', async () => {
    await add(30);
    world.jobs.lose();
    world.clock.set('2026-11-20T12:28:00Z');
    await world.worker.sweep();
    await world.goTo('2026-11-20T12:30:00Z');
    expect(await told(world)).toEqual(['ada EVENT_REMINDER']);
  });

  it('loses no mail with a lost queue', async () => {
    await add(30);
    world.clock.set('2026-11-20T12:30:00Z');
    const [reminder] = await mine();
    await world.worker.fireReminder(reminder?.id ?? '', new Date('2026-11-20T12:30:00Z'));
    world.jobs.lose();
    world.clock.set('2026-11-20T12:31:00Z');
    await world.worker.sweep();
    await world.jobs.runDue();
    expect(world.post.taken).toHaveLength(1);
  });

  it('catches up what was missed while down, unless it is over by then', async () => {
    await add(30);
    await add(29);
    world.jobs.lose();
    world.clock.set('2026-11-20T13:59:00Z');
    await world.worker.sweep(true);
    await world.jobs.runDue();
    expect(await told(world)).toEqual(['ada EVENT_REMINDER', 'ada EVENT_REMINDER']);

    world.jobs.lose();
    world.clock.set('2026-11-27T14:00:00Z');
    await world.worker.sweep(true);
    await world.jobs.runDue();
    expect(await told(world)).toHaveLength(2);
    expect((await mine()).map((one) => one.nextAt)).toEqual(['2026-12-04T12:30:00Z', '2026-12-04T12:31:00Z']);
  });

  it('waits for the event subgraph, and is sent when that answers again', async () => {
    await add(30);
    for (const fault of ['down', 'broken'] as const) {
      world.neighbours[fault] = true;
      await expect(world.goTo('2026-11-20T12:30:00Z')).rejects.toThrow();
      world.neighbours[fault] = false;
    }
    await world.jobs.runDue();
    expect(await told(world)).toEqual(['ada EVENT_REMINDER']);
  });

  it('is sent once, however often and however many at once its alarm rings', async () => {
    const { id } = await add(30);
    world.clock.set('2026-11-20T12:30:00Z');
    const due = new Date('2026-11-20T12:30:00Z');
    await Promise.allSettled(Array.from({ length: 5 }, () => world.worker.fireReminder(id, due)));
    await world.jobs.runDue();
    expect(await told(world)).toEqual(['ada EVENT_REMINDER']);
    expect(world.post.taken).toHaveLength(1);
  });

  it('sends no mail to an address that is not verified, and asks for it while nothing was told of the person', async () => {
    await world.consume('user', account('ada', 2, { verifiedEmail: null }));
    await add(30);
    world.neighbours.users.set('bo', { fullName: 'Bo', email: 'bo@example.org', emailVerified: true, timeZone: 'UTC', locale: 'en', active: true });
    await ask(world, as('bo'), 'mutation { addReminder(input: { eventId: "e1", minutesBefore: 30 }) { id } }');
    await world.goTo('2026-11-20T12:30:00Z');
    expect(world.post.taken.map((mail) => mail.to)).toEqual(['bo@example.org']);
  });
});

describe('who asks for a reminder', () => {
  it('is told all faults of the input at once', async () => {
    const { codes } = await execute(world, ada, 'mutation { addReminder(input: { eventId: "e1", minutesBefore: -1, channels: [] }) { id } }');
    expect(codes).toEqual(['BAD_USER_INPUT']);
  });

  it('finds no event that they may not see', async () => {
    const event = world.neighbours.events.get('e1');
    if (event) event.seenBy = ['owner'];
    const query = 'mutation ($id: ID!) { addReminder(input: { eventId: $id, minutesBefore: 5 }) { id } }';
    expect((await execute(world, ada, query, { id: 'e1' })).codes).toEqual(['NOT_FOUND']);
    expect((await execute(world, ada, query, { id: 'nothing' })).codes).toEqual(['NOT_FOUND']);
  });

  it('changes it, counting from now on, and not into a twin', async () => {
    const { id } = await add(30);
    await add(10);
    const change = 'mutation ($id: ID!, $input: UpdateReminderInput!) { updateReminder(id: $id, input: $input) { minutesBefore channels nextAt } }';
    expect(await ask(world, ada, change, { id, input: { minutesBefore: 90 } })).toEqual({
      minutesBefore: 90,
      channels: ['IN_APP', 'EMAIL'],
      nextAt: '2026-11-27T11:30:00Z',
    });
    expect(await ask(world, ada, change, { id, input: { channels: ['IN_APP'] } })).toMatchObject({ minutesBefore: 90, channels: ['IN_APP'] });
    expect((await execute(world, ada, change, { id, input: { minutesBefore: 10 } })).codes).toEqual(['CONFLICT']);
    expect((await execute(world, ada, change, { id, input: { minutesBefore: null } })).codes).toEqual(['BAD_USER_INPUT']);
    expect((await execute(world, as('eve'), change, { id, input: { minutesBefore: 1 } })).codes).toEqual(['NOT_FOUND']);
  });

  it('deletes it, twice if need be, and is not reminded then', async () => {
    const { id } = await add(30);
    const remove = 'mutation ($id: ID!) { deleteReminder(id: $id) { deletedId } }';
    expect((await execute(world, as('eve'), remove, { id })).codes).toEqual(['NOT_FOUND']);
    for (const _ of [1, 2]) expect(await ask(world, ada, remove, { id })).toEqual({ deletedId: id });
    await world.goTo('2026-11-20T12:30:00Z');
    expect(await told(world)).toEqual([]);
    expect(await mine()).toEqual([]);
  });

  it('reads their own on the event, and nobody else’s', async () => {
    await add(30);
    const query = 'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Event { myReminders { minutesBefore } } } }';
    const of = [{ __typename: 'Event', id: 'e1' }];
    expect(await ask(world, ada, query, { of })).toEqual([{ myReminders: [{ minutesBefore: 30 }] }]);
    expect(await ask(world, as('eve'), query, { of })).toEqual([{ myReminders: [] }]);
    expect(await ask(world, as('ada', ['INBOX_WRITE']), query, { of })).toEqual([{ myReminders: null }]);
    expect(await ask(world, null, query, { of })).toEqual([{ myReminders: null }]);
    expect(await askUser(world, as('eve'), 'ada', 'reminders { edges { cursor } }')).toEqual({ reminders: null });
  });
});
