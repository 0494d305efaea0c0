import { Registry } from 'prom-client';
import type { ExecutionResult } from 'graphql';
import type { Json, LoggedChange } from '../../../platform/change-log/change-log.js';
import { timeOrderedIds } from '../../../platform/ids.js';
import { onBehalfOf, type Viewer } from '../../../platform/identity/viewer.js';
import { silentLogger } from '../../../platform/logger.js';
import { createMemoryPubSub } from '../../../platform/pubsub/memory.js';
import { createSubgraph } from '../../../platform/subgraph/subgraph.js';
import type { SubgraphTransport } from '../../../platform/subgraph/transport.js';
import { manualClock, type ManualClock } from '../../../platform/testing/clock.js';
import { createTestDatabase, type TestDatabase } from '../../../platform/testing/database.js';
import { notImplemented } from '../../not-implemented.js';
import { composeNotification } from '../compose.js';
import { createNotificationContext } from '../context.js';
import { resolvers } from '../graphql/resolvers.js';
import { handleDelivery } from '../jobs/deliver.js';
import { handlePlan } from '../jobs/plan-reminder.js';
import { handleAlarm } from '../jobs/ring-alarm.js';
import { consumeChange } from '../messaging/consume-changes.js';
import { notificationMigrations } from '../migrations/list.js';
import type { WorkerGiven } from '../worker.js';
import { createManualJobs, type ManualJobs } from './manual-jobs.js';
import { createNeighbours, type Neighbours } from './neighbours.js';
import { createPostOffice, type PostOffice } from './post-office.js';

/** The whole subgraph over a real database, with a clock, jobs, neighbours and a provider that the test rules. */
export interface World {
  readonly clock: ManualClock;
  readonly jobs: ManualJobs;
  readonly neighbours: Neighbours;
  readonly post: PostOffice;
  readonly db: TestDatabase;
  readonly transport: SubgraphTransport;
  readonly worker: WorkerGiven;
  /** Sets the clock and runs what is due by then. */
  goTo(instant: Date | string): Promise<void>;
  /** Takes one change of another subgraph. */
  consume(source: string, change: LoggedChange): Promise<void>;
}

/** One database for a test file; each world begins with an empty one. */
export const createWorldDatabase = (): Promise<TestDatabase> => createTestDatabase('notification', notificationMigrations, 5);

export async function createWorld(db: TestDatabase, start = '2026-11-20T12:00:00Z'): Promise<World> {
  await db.database.query(`TRUNCATE notification, delivery, reminder, person, calendar, calendar_member, event, booking,
    change_log, change_topic, consumed_change, consumed_version`);
  const clock = manualClock(start);
  const jobs = createManualJobs(clock);
  const neighbours = createNeighbours();
  const post = createPostOffice();
  const logger = silentLogger();
  const pubsub = createMemoryPubSub();
  const environment = { clock, ids: timeOrderedIds, logger, metrics: new Registry(), pubsub, jobs, client: neighbours.client, mailer: post };
  const { parts, worker } = composeNotification(environment, db.database, { publicUrl: 'http://localhost:4000' });
  await jobs.work('', [handleAlarm(worker.fireReminder), handlePlan(worker.planReminder), handleDelivery(worker.deliver)]);
  const { transport } = createSubgraph({
    name: 'notification',
    resolvers,
    notImplemented: notImplemented.notification,
    contextOf: (identity) => createNotificationContext(parts, identity),
    logger,
  });
  return {
    clock,
    jobs,
    neighbours,
    post,
    db,
    transport,
    worker,
    async goTo(instant) {
      clock.set(instant);
      await jobs.runDue();
    },
    async consume(source, change) {
      await consumeChange(worker.consumer, { source, change });
    },
  };
}

export const as = (userId: string, scopes = ['INBOX_READ', 'INBOX_WRITE', 'ACCOUNT']): Viewer => onBehalfOf(userId, scopes);

/** What the subgraph answers, as JSON. */
export async function execute(
  { transport }: World,
  viewer: Viewer | null,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<{ data: Record<string, never> | null; codes: unknown[] }> {
  const result = await transport.execute({ query, variables }, { viewer, requestId: 'r' });
  return {
    data: JSON.parse(JSON.stringify(result.data ?? null)) as Record<string, never> | null,
    codes: (result.errors ?? []).map((error) => error.extensions['code']),
  };
}

/** As `execute`, where all has to go well; gives one root field. */
export async function ask<T>(world: World, viewer: Viewer | null, query: string, variables: Record<string, unknown> = {}): Promise<T> {
  const { data, codes } = await execute(world, viewer, query, variables);
  if (codes.length > 0 || data === null) throw new Error(`refused: ${codes.join()}`);
  return Object.values(data)[0] as T;
}

/** Fields of one person, as the gateway asks for them. */
export async function askUser<T>(world: World, viewer: Viewer | null, userId: string, fields: string): Promise<T> {
  const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on User { ${fields} } } }`;
  const [user] = await ask<T[]>(world, viewer, query, { of: [{ __typename: 'User', id: userId }] });
  return user as T;
}

/** A subscription whose messages are read one by one. */
export async function listen<T>(world: World, viewer: Viewer | null, query: string, variables: Record<string, unknown> = {}): Promise<{
  next(): Promise<T>;
  stop(): Promise<void>;
}> {
  const answer = await world.transport.subscribe({ query, variables }, { viewer, requestId: 'r' });
  if (!(Symbol.asyncIterator in answer)) throw new Error(`refused: ${String(answer.errors?.[0]?.extensions['code'])}`);
  return {
    async next() {
      const { value } = (await answer.next()) as { value: ExecutionResult };
      if (value.errors) throw new Error(`failed: ${value.errors.map((error) => error.message).join()}`);
      return Object.values(JSON.parse(JSON.stringify(value.data)) as Record<string, T>)[0] as T;
    },
    async stop() {
      await answer.return?.();
    },
  };
}

let position = 0;

/** A change as the relay hands it over. */
export function change(
  kind: string,
  entity: string,
  entityVersion: number,
  actor: string | null,
  data: Record<string, Json>,
): LoggedChange {
  position += 1;
  return { id: timeOrderedIds.next(), topic: 'calendar:c1', position, kind, entity, entityVersion, actor, at: new Date(), fields: [], data };
}

/** That somebody registered or changed, with an address that is verified unless given as null. */
export const account = (userId: string, version = 1, over: Record<string, Json> = {}): LoggedChange =>
  change('ACCOUNT_CHANGED', `User:${userId}`, version, userId, {
    userId,
    username: userId,
    fullName: userId.toUpperCase(),
    verifiedEmail: `${userId}@example.org`,
    timeZone: 'Europe/Berlin',
    locale: 'en',
    active: true,
    ...over,
  });

/** A calendar's whole list of members. */
export const membersChanged = (
  version: number,
  actor: string,
  members: Record<string, string>,
  joined: string[] = [],
  left: string[] = [],
  kind = 'MEMBERS_CHANGED',
): LoggedChange =>
  change(kind, 'Calendar:c1', version, actor, {
    calendar: { id: 'c1', name: 'Club', timeZone: 'Europe/Berlin', visibility: 'PRIVATE' },
    members: Object.entries(members).map(([userId, role]) => ({ userId, role })),
    joined,
    left,
  });

/** A change of an event in that calendar. */
export const eventChanged = (
  kind: string,
  eventId: string,
  version: number,
  actor: string | null,
  over: { event?: Record<string, Json>; occurrenceId?: string; renamed?: Record<string, string> } = {},
): LoggedChange =>
  change(kind, `Event:${eventId}`, version, actor, {
    event: {
      id: eventId,
      calendarId: 'c1',
      organizerId: 'owner',
      title: `Event ${eventId}`,
      status: kind === 'CANCELLED' ? 'CANCELLED' : 'CONFIRMED',
      visibility: 'PRIVATE',
      capacity: 1,
      price: null,
      timeZone: 'Europe/Berlin',
      allDay: false,
      recurring: true,
      startsAt: '2026-11-23T17:00:00Z',
      endsAt: '2026-11-23T18:00:00Z',
      lastEndsAt: null,
      ...over.event,
    },
    occurrenceId: over.occurrenceId ?? null,
    touchesFrom: null,
    touchesTo: null,
    renamed: over.renamed ?? {},
    dropped: [],
  });

/** A booking's new status. */
export const bookingChanged = (
  version: number,
  status: string,
  previousStatus: string | null,
  actor: string | null,
  over: { readonly id?: string; readonly [key: string]: Json | undefined } = {},
): LoggedChange =>
  change('BOOKING_CHANGED', `Booking:${over.id ?? 'b1'}`, version, actor, {
    booking: {
      id: 'b1',
      userId: 'guest',
      eventId: 'e1',
      occurrenceId: 'e1_0001',
      calendarId: 'c1',
      organizerId: 'owner',
      status,
      quantity: 1,
      heldUntil: null,
      ...over,
    },
    previousStatus,
  });

/** Every notification there is, as `person kind`, sorted. */
export async function told({ db }: World): Promise<string[]> {
  const rows = await db.database.query<{ line: string }>(`SELECT user_id || ' ' || kind AS line FROM notification ORDER BY 1`);
  return rows.map((row) => row.line);
}
