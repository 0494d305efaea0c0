import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { TestDatabase } from '../../../platform/testing/database.js';
import { as, ask, askUser, createWorld, createWorldDatabase, eventChanged, execute, listen, membersChanged, type World } from './world.js';

const viewer = as('viewer');
let db: TestDatabase;
let world: World;

beforeAll(async () => {
  db = await createWorldDatabase();
});
afterAll(() => db.drop());

beforeEach(async () => {
  world = await createWorld(db);
  await world.consume('event', membersChanged(1, 'owner', { owner: 'OWNER', viewer: 'VIEWER' }));
});

/** The viewer is told of so many new events: e1, e2 … */
const arrive = async (...eventIds: string[]): Promise<void> => {
  for (const eventId of eventIds) await world.consume('event', eventChanged('CREATED', eventId, 1, 'owner'));
};

interface Inbox {
  unreadNotificationCount: number;
  notifications: {
    totalCount: number;
    changeCursor: string;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
    edges: { cursor: string; node: { id: string; event: { id: string }; readAt: string | null } }[];
  };
}

const inbox = async (args = '(first: 20)'): Promise<Inbox & { eventIds: string[]; ids: string[] }> => {
  const fields = `unreadNotificationCount notifications${args} { totalCount changeCursor pageInfo { hasNextPage endCursor }
    edges { cursor node { id readAt event { id } } } }`;
  const found = await askUser<Inbox>(world, viewer, 'viewer', fields);
  const nodes = found.notifications.edges.map((edge) => edge.node);
  return { ...found, eventIds: nodes.map((node) => node.event.id), ids: nodes.map((node) => node.id) };
};

const RECEIVED = 'subscription ($after: String) { notificationReceived(after: $after) { cursor unreadCount notification { event { id } } } }';
const CHANGED = `subscription ($after: String) { inboxChanged(after: $after) { cursor kind notificationId notification { readAt }
  recipient { id unreadNotificationCount } } }`;
interface Received {
  cursor: string;
  unreadCount: number;
  notification: { event: { id: string } };
}
interface Changed {
  cursor: string;
  kind: string;
  notificationId: string | null;
  notification: { readAt: string | null } | null;
  recipient: { id: string; unreadNotificationCount: number };
}

describe('the inbox', () => {
  it('shows the newest first, page by page', async () => {
    await arrive('e1', 'e2', 'e3');
    const page = await inbox('(first: 2)');
    expect(page.eventIds).toEqual(['e3', 'e2']);
    expect(page.notifications).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
    const rest = await inbox(`(first: 2, after: "${page.notifications.pageInfo.endCursor ?? ''}")`);
    expect(rest.eventIds).toEqual(['e1']);
    expect(rest.notifications.pageInfo.hasNextPage).toBe(false);
  });

  it('is filtered by unread, kind and event', async () => {
    await arrive('e1', 'e2');
    await world.consume('event', eventChanged('UPDATED', 'e1', 2, 'owner'));
    expect((await inbox('(kind: [EVENT_UPDATED])')).eventIds).toEqual(['e1']);
    expect((await inbox('(eventId: "e1")')).eventIds).toEqual(['e1', 'e1']);
    const { ids } = await inbox();
    await ask(world, viewer, 'mutation ($id: ID!) { markNotificationRead(id: $id) { readAt } }', { id: ids[0] });
    expect((await inbox('(unreadOnly: true)')).eventIds).toEqual(['e2', 'e1']);
    expect((await inbox('(kind: [])')).eventIds).toEqual([]);
  });

  it('is the person’s own: others, and tokens that may not read it, find nothing', async () => {
    await arrive('e1');
    const { ids } = await inbox();
    const fields = 'unreadNotificationCount notifications { totalCount }';
    for (const other of [as('owner'), as('viewer', ['INBOX_WRITE']), null]) {
      expect(await askUser(world, other, 'viewer', fields)).toEqual({ unreadNotificationCount: null, notifications: null });
    }
    const one = 'query ($id: ID!) { notification(id: $id) { id } }';
    expect(await ask(world, viewer, one, { id: ids[0] })).toEqual({ id: ids[0] });
    expect(await ask(world, as('owner'), one, { id: ids[0] })).toBeNull();
    expect((await execute(world, null, one, { id: ids[0] })).codes).toEqual(['UNAUTHENTICATED']);
    const remove = 'mutation ($id: ID!) { deleteNotification(id: $id) { deletedId } }';
    expect((await execute(world, as('owner'), remove, { id: ids[0] })).codes).toEqual(['NOT_FOUND']);
    const read = 'mutation ($id: ID!) { markNotificationRead(id: $id) { id } }';
    expect((await execute(world, as('owner'), read, { id: ids[0] })).codes).toEqual(['NOT_FOUND']);
    expect((await inbox()).unreadNotificationCount).toBe(1);
  });

  it('is marked read one by one, several at once, and up to what was seen', async () => {
    await arrive('e1', 'e2', 'e3', 'e4');
    const seen = await inbox();
    const several = 'mutation ($ids: [ID!]!) { markNotificationsRead(ids: $ids) { marked user { unreadNotificationCount } } }';
    for (const marked of [2, 0]) {
      const answer = await ask(world, viewer, several, { ids: [seen.ids[0], seen.ids[1], 'nothing'] });
      expect(answer).toEqual({ marked, user: { unreadNotificationCount: 2 } });
    }
    await arrive('e5');
    const all = 'mutation ($before: String) { markAllNotificationsRead(before: $before) { marked user { unreadNotificationCount } } }';
    const before = seen.notifications.changeCursor;
    expect(await ask(world, viewer, all, { before })).toEqual({ marked: 2, user: { unreadNotificationCount: 1 } });
    expect(await ask(world, viewer, all)).toEqual({ marked: 1, user: { unreadNotificationCount: 0 } });
    expect((await execute(world, viewer, all, { before: 'nonsense' })).codes).toEqual(['BAD_USER_INPUT']);
  });

  it('loses what is deleted, and is not told it again', async () => {
    await arrive('e1', 'e2');
    const { ids } = await inbox();
    for (const _ of [1, 2]) {
      expect(await ask(world, viewer, 'mutation ($id: ID!) { deleteNotification(id: $id) { deletedId } }', { id: ids[0] })).toEqual({ deletedId: ids[0] });
    }
    expect((await inbox()).eventIds).toEqual(['e1']);
    expect((await inbox()).unreadNotificationCount).toBe(1);
  });
});

describe('who listens', () => {
  it('hears what arrives, with the count, and misses nothing from the cursor of the list on', async () => {
    await arrive('e1');
    const { notifications } = await inbox();
    await arrive('e2');
    const messages = await listen<Received>(world, viewer, RECEIVED, { after: notifications.changeCursor });
    expect(await messages.next()).toMatchObject({ unreadCount: 2, notification: { event: { id: 'e2' } } });
    await arrive('e3');
    const third = await messages.next();
    expect(third).toMatchObject({ unreadCount: 3, notification: { event: { id: 'e3' } } });
    await messages.stop();

    await arrive('e4');
    const again = await listen<Received>(world, viewer, RECEIVED, { after: third.cursor });
    expect((await again.next()).notification.event.id).toBe('e4');
    await again.stop();
    const fromTheList = await listen<Received>(world, viewer, RECEIVED, { after: notifications.edges[0]?.cursor });
    expect((await fromTheList.next()).notification.event.id).toBe('e2');
    await fromTheList.stop();
  });

  it('hears every change, also those of another device', async () => {
    const messages = await listen<Changed>(world, viewer, CHANGED);
    await arrive('e1', 'e2');
    expect(await messages.next()).toMatchObject({ kind: 'RECEIVED', notification: { readAt: null }, recipient: { id: 'viewer' } });
    await messages.next();
    const { ids } = await inbox();
    await ask(world, viewer, 'mutation ($id: ID!) { markNotificationRead(id: $id) { id } }', { id: ids[0] });
    expect(await messages.next()).toMatchObject({ kind: 'READ', notificationId: ids[0], recipient: { unreadNotificationCount: 1 } });
    await ask(world, viewer, 'mutation { markAllNotificationsRead { marked } }');
    expect(await messages.next()).toMatchObject({ kind: 'ALL_READ', notificationId: null, notification: null });
    await ask(world, viewer, 'mutation ($id: ID!) { deleteNotification(id: $id) { deletedId } }', { id: ids[0] });
    expect(await messages.next()).toMatchObject({ kind: 'DELETED', notificationId: ids[0], notification: null });
    await messages.stop();
  });

  it('hears the unread count at once, and whenever it becomes another', async () => {
    await arrive('e1');
    const counts = await listen<number>(world, viewer, 'subscription { unreadNotificationCountChanged }');
    expect(await counts.next()).toBe(1);
    await arrive('e2');
    expect(await counts.next()).toBe(2);
    const { ids } = await inbox();
    await ask(world, viewer, 'mutation { markAllNotificationsRead { marked } }');
    expect(await counts.next()).toBe(0);
    await ask(world, viewer, 'mutation ($id: ID!) { deleteNotification(id: $id) { deletedId } }', { id: ids[0] });
    await arrive('e3');
    expect(await counts.next()).toBe(1);
    await counts.stop();
  });

  it('is refused without an account, with a token that may not read, and with somebody else’s cursor', async () => {
    await arrive('e1');
    const { notifications } = await inbox();
    await expect(listen(world, null, RECEIVED)).rejects.toThrow('UNAUTHENTICATED');
    await expect(listen(world, as('viewer', ['INBOX_WRITE']), RECEIVED)).rejects.toThrow('FORBIDDEN');
    await expect(listen(world, as('owner'), RECEIVED, { after: notifications.changeCursor })).rejects.toThrow('BAD_USER_INPUT');
  });
});
