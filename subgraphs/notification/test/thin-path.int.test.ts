import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ExecutionResult } from 'graphql';
import { changesJob } from '../../../platform/change-log/relay.js';
import { systemClock } from '../../../platform/clock.js';
import { Registry } from 'prom-client';
import { timeOrderedIds } from '../../../platform/ids.js';
import { onBehalfOf } from '../../../platform/identity/viewer.js';
import type { Jobs } from '../../../platform/jobs/jobs.js';
import { createPostgresJobs } from '../../../platform/jobs/postgres.js';
import { silentLogger } from '../../../platform/logger.js';
import { createMemoryPubSub } from '../../../platform/pubsub/memory.js';
import type { RunningSubgraph } from '../../../platform/subgraph/transport.js';
import { createTestDatabaseUrl } from '../../../platform/testing/database.js';
import { until } from '../../../platform/testing/until.js';
import { startNotificationSubgraph } from '../main.js';
import { notificationMigrations } from '../migrations/list.js';
import { createNeighbours, weekly } from './neighbours.js';
import { createPostOffice } from './post-office.js';

const neighbours = createNeighbours();
const post = createPostOffice();
const ada = onBehalfOf('ada', ['INBOX_READ', 'INBOX_WRITE']);
let jobs: Jobs;
let subgraph: RunningSubgraph;

beforeAll(async () => {
  const logger = silentLogger();
  jobs = await createPostgresJobs({ url: await createTestDatabaseUrl('jobs'), clock: systemClock, logger });
  const environment = {
    clock: systemClock,
    ids: timeOrderedIds,
    logger,
    metrics: new Registry(),
    pubsub: createMemoryPubSub(),
    jobs,
    client: neighbours.client,
    mailer: post,
  };
  const databaseUrl = await createTestDatabaseUrl('notification', notificationMigrations);
  subgraph = await startNotificationSubgraph(environment, { databaseUrl, publicUrl: 'http://localhost:4000', poolSize: 5 });
});
afterAll(async () => {
  await subgraph.stop();
  await jobs.close();
});

const ask = async (query: string, variables: Record<string, unknown> = {}): Promise<Record<string, unknown>> => {
  const { data, errors } = await subgraph.transport.execute({ query, variables }, { viewer: ada, requestId: 'r' });
  expect(errors).toBeUndefined();
  return JSON.parse(JSON.stringify(data)) as Record<string, unknown>;
};

const listen = async (query: string): Promise<AsyncIterableIterator<ExecutionResult>> => {
  const answer = await subgraph.transport.subscribe({ query }, { viewer: ada, requestId: 'r' });
  if (!(Symbol.asyncIterator in answer)) throw new Error(`refused: ${JSON.stringify(answer)}`);
  return answer;
};

describe('a reminder, over real jobs and databases', () => {
  it('comes at its moment, in the inbox live and as mail to the verified address', async () => {
    await jobs.add(changesJob('notification'), {
      payload: {
        source: 'user',
        change: {
          id: timeOrderedIds.next(),
          topic: 'account:ada',
          position: 1,
          kind: 'ACCOUNT_CHANGED',
          entity: 'User:ada',
          entityVersion: 1,
          actor: 'ada',
          at: new Date().toISOString() as unknown as Date,
          fields: [],
          data: {
            userId: 'ada',
            username: 'ada',
            fullName: 'Ada Lovelace',
            verifiedEmail: 'ada@example.org',
            timeZone: 'Europe/Berlin',
            locale: 'en',
            active: true,
          },
        },
      },
    });
    const due = Date.now() + 1_500;
    neighbours.events.set('e1', weekly('e1', new Date(due + 10 * 60_000), 3, 'Chess'));
    const received = await listen(`subscription {
      notificationReceived { cursor unreadCount notification { id kind title body event { id } occurrence { id } readAt
        deliveries { channel status recipient } } }
    }`);
    const unread = await listen('subscription { unreadNotificationCountChanged }');
    expect((await unread.next()).value).toEqual({ data: { unreadNotificationCountChanged: 0 } });

    const { addReminder } = await ask(
      `mutation { addReminder(input: { eventId: "e1", minutesBefore: 10 }) { id minutesBefore channels nextAt event { id } } }`,
    );
    expect(addReminder).toMatchObject({ minutesBefore: 10, channels: ['IN_APP', 'EMAIL'], event: { id: 'e1' } });

    const message = ((await received.next()).value as ExecutionResult).data?.['notificationReceived'];
    expect(Date.now()).toBeGreaterThanOrEqual(due - 5);
    expect(Date.now()).toBeLessThan(due + 1_500);
    expect(message).toMatchObject({
      unreadCount: 1,
      notification: { kind: 'EVENT_REMINDER', title: 'Reminder: Chess', event: { id: 'e1' }, occurrence: { id: 'e1_0001' }, readAt: null },
    });
    expect((await unread.next()).value).toEqual({ data: { unreadNotificationCountChanged: 1 } });

    const mail = await until('the mail is sent', () => post.taken[0] ?? null);
    expect(mail).toMatchObject({ to: 'ada@example.org', subject: 'Reminder: Chess' });
    expect(mail.text).toContain('Hello Ada Lovelace,');
    await received.return?.();
    await unread.return?.();

    const next = await until('the next one is planned', async () => {
      const { _entities } = await ask(
        `{ _entities(representations: [{ __typename: "User", id: "ada" }]) { ... on User { unreadNotificationCount
          reminders { edges { node { nextAt lastSentAt } } }
          notifications { totalCount changeCursor edges { node { id deliveries { channel status } } } } } } }`,
      );
      const [user] = _entities as { reminders: { edges: { node: { nextAt: string | null; lastSentAt: string | null } }[] } }[];
      const node = user?.reminders.edges[0]?.node;
      return node?.lastSentAt && node.nextAt && Date.parse(node.nextAt) > due + 1_000 ? { node, user } : null;
    });
    expect(Date.parse(next.node.nextAt ?? '')).toBe(due + 7 * 24 * 3_600_000);
    expect(next.user).toMatchObject({ unreadNotificationCount: 1, notifications: { totalCount: 1 } });
    expect(post.taken).toHaveLength(1);
  });
});
