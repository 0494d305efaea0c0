import { Registry } from 'prom-client';
import type { ExecutionResult } from 'graphql';
import { timeOrderedIds } from '../../../platform/ids.js';
import type { JobHandler, Jobs } from '../../../platform/jobs/jobs.js';
import { changesJob, type RelayedChange } from '../../../platform/change-log/relay.js';
import type { Database } from '../../../platform/database/database.js';
import { openDatabase } from '../../../platform/database/open.js';
import type { LoggedChange } from '../../../platform/change-log/change-log.js';
import { silentLogger } from '../../../platform/logger.js';
import { createMemoryPubSub } from '../../../platform/pubsub/memory.js';
import { createSubgraphClient } from '../../../platform/subgraph/client.js';
import type { SubgraphEnvironment } from '../../../platform/subgraph/environment.js';
import type { RunningSubgraph, SubgraphTransport } from '../../../platform/subgraph/transport.js';
import { manualClock, type ManualClock } from '../../../platform/testing/clock.js';
import { createTestDatabaseUrl } from '../../../platform/testing/database.js';
import type { BookingConfig } from '../config.js';
import { startBookingSubgraph } from '../main.js';
import { bookingMigrations } from '../migrations/list.js';
import { createEventOwner, session, type EventOwner } from './event-owner.js';

/** A booking subgraph that runs over a database of its own, beside a double of the event subgraph. */
export interface BookingKit {
  readonly clock: ManualClock;
  readonly owner: EventOwner;
  readonly database: Database;
  readonly environment: SubgraphEnvironment;
  readonly transport: SubgraphTransport;
  readonly config: BookingConfig;
  readonly jobs: RecordedJobs;
  /** Runs an operation; fails the test when it has errors. */
  run<Data = Record<string, never>>(userId: string | null, query: string, variables?: Record<string, unknown>): Promise<Data>;
  /** The same, with the errors. */
  execute(userId: string | null, query: string, variables?: Record<string, unknown>): Promise<ExecutionResult>;
  watch(userId: string, query: string, variables?: Record<string, unknown>): Promise<AsyncIterableIterator<ExecutionResult>>;
  /** Delivers a change of the event subgraph's log, as its relay would. */
  deliver(change: LoggedChange): Promise<void>;
  /** Stops the subgraph and starts it again over the same database. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Jobs that wait until the test runs them. */
export interface RecordedJobs extends Jobs {
  /** Whether the queue can't be reached: all that is added is refused. */
  away: boolean;
  readonly waiting: { queue: string; name: string; payload: unknown; id: string | undefined; at: Date | undefined }[];
  /** Runs, and takes out, the waiting jobs of a queue whose time has come. */
  runDue(queue: string, now: Date): Promise<void>;
  run(queue: string, name: string, payload: unknown): Promise<void>;
}

export function recordJobs(): RecordedJobs {
  const handlers = new Map<string, JobHandler<never>>();
  const jobs: RecordedJobs = {
    away: false,
    waiting: [],
    async add(definition, job) {
      await jobs.addMany(definition, [job]);
    },
    addMany(definition, added) {
      if (jobs.away) return Promise.reject(new Error('The queue is away.'));
      for (const { payload, id, at } of added) {
        jobs.waiting.push({ queue: definition.queue, name: definition.name, payload: definition.payload.parse(payload), id, at });
      }
      return Promise.resolve();
    },
    cancel: () => Promise.resolve(),
    work(queue, added) {
      for (const handler of added) handlers.set(`${queue}/${handler.definition.name}`, handler);
      return Promise.resolve({ stop: () => Promise.resolve() });
    },
    epoch: () => Promise.resolve('test'),
    ping: () => Promise.resolve(),
    close: () => Promise.resolve(),
    async runDue(queue, now) {
      const due = jobs.waiting.filter((job) => job.queue === queue && (job.at === undefined || job.at <= now));
      for (const job of due) {
        jobs.waiting.splice(jobs.waiting.indexOf(job), 1);
        await jobs.run(queue, job.name, job.payload);
      }
    },
    async run(queue, name, payload) {
      const handler = handlers.get(`${queue}/${name}`);
      if (!handler) throw new Error(`Nobody runs ${queue}/${name}.`);
      await handler.run(payload as never, { id: 'test', attempt: 1 });
    },
  };
  return jobs;
}

export async function startBookingKit(poolSize = 10): Promise<BookingKit> {
  const clock = manualClock('2026-11-20T12:00:00Z');
  const owner = createEventOwner(() => clock.now());
  const url = await createTestDatabaseUrl('booking', bookingMigrations);
  const database = await openDatabase({ url, migrations: [], poolSize: 3, logger: silentLogger(), migrate: false });
  const jobs = recordJobs();
  const pubsub = createMemoryPubSub();
  const client = createSubgraphClient((name) => (name === 'event' && !owner.outOfReach ? owner.transport : undefined), timeOrderedIds);
  const environment: SubgraphEnvironment = {
    clock,
    ids: timeOrderedIds,
    logger: silentLogger(),
    metrics: new Registry(),
    pubsub,
    jobs,
    client,
    mailer: { send: () => Promise.reject(new Error('no mail')), wasTaken: () => Promise.resolve(null) },
  };
  const config = { databaseUrl: url, poolSize, ticketKeys: [] };
  let subgraph: RunningSubgraph = await startBookingSubgraph(environment, config);
  const identityOf = (userId: string | null) => ({ viewer: userId === null ? null : session(userId), requestId: 'test' });
  const kit: BookingKit = {
    clock,
    owner,
    database,
    environment,
    transport: {
      execute: (request, identity) => subgraph.transport.execute(request, identity),
      subscribe: (request, identity) => subgraph.transport.subscribe(request, identity),
    },
    config,
    jobs,
    execute: (userId, query, variables) => subgraph.transport.execute({ query, variables }, identityOf(userId)),
    async run<Data>(userId: string | null, query: string, variables?: Record<string, unknown>): Promise<Data> {
      const { data, errors } = await kit.execute(userId, query, variables);
      if (errors) throw new Error(errors.map((error) => `${String(error.extensions['code'])}: ${error.message}`).join('\n'));
      return data as Data;
    },
    async watch(userId, query, variables) {
      const answer = await subgraph.transport.subscribe({ query, variables }, identityOf(userId));
      if (Symbol.asyncIterator in answer) return answer;
      throw new Error((answer.errors ?? []).map((error) => String(error.extensions['code'])).join());
    },
    deliver: (change) => {
      const definition = changesJob('booking');
      return jobs.run(definition.queue, definition.name, structuredClone({ source: 'event', change }) satisfies RelayedChange);
    },
    async restart() {
      await subgraph.stop();
      subgraph = await startBookingSubgraph(environment, config);
    },
    async stop() {
      await subgraph.stop();
      await database.close();
      await pubsub.close();
    },
  };
  return kit;
}

export interface BookingAnswer {
  __typename: 'Booking' | 'BookingRefused';
  id: string;
  status: string;
  reason: string;
  message: string;
  retryable: boolean;
  seatsAvailable: number | null;
  waitlistLength: number | null;
  heldUntil: string | null;
  waitlistPosition: number | null;
  quantity: number;
  tickets: { id: string }[];
  total: { amount: number; currency: string } | null;
}

export const RESULT = `{ __typename
  ... on Booking { id status quantity heldUntil waitlistPosition total { amount currency } tickets { id } }
  ... on BookingRefused { reason message retryable seatsAvailable waitlistLength } }`;

export const BOOKING = `{ id status quantity heldUntil waitlistPosition cancelReason tickets { id } }`;

/** Books; all else that the input may say in `more`. */
export async function book(kit: BookingKit, userId: string, occurrenceId: string, more: Record<string, unknown> = {}): Promise<BookingAnswer> {
  const { book: answer } = await kit.run<{ book: BookingAnswer }>(
    userId,
    `mutation ($input: BookInput!) { book(input: $input) ${RESULT} }`,
    { input: { occurrenceId, ...more } },
  );
  return answer;
}

export async function hold(kit: BookingKit, userId: string, occurrenceId: string, more: Record<string, unknown> = {}): Promise<BookingAnswer> {
  const { holdSeats } = await kit.run<{ holdSeats: BookingAnswer }>(
    userId,
    `mutation ($input: HoldSeatsInput!) { holdSeats(input: $input) ${RESULT} }`,
    { input: { occurrenceId, ...more } },
  );
  return holdSeats;
}

export async function confirm(kit: BookingKit, userId: string, id: string): Promise<BookingAnswer> {
  return (await kit.run<{ confirmBooking: BookingAnswer }>(userId, `mutation ($id: ID!) { confirmBooking(id: $id) ${RESULT} }`, { id }))
    .confirmBooking;
}

export async function cancel(kit: BookingKit, userId: string, id: string, reason?: string): Promise<BookingAnswer & { cancelReason: string }> {
  return (
    await kit.run<{ cancelBooking: BookingAnswer & { cancelReason: string } }>(
      userId,
      `mutation ($id: ID!, $reason: String) { cancelBooking(id: $id, reason: $reason) ${BOOKING} }`,
      { id, reason },
    )
  ).cancelBooking;
}

export async function read(kit: BookingKit, userId: string, id: string): Promise<BookingAnswer | null> {
  return (await kit.run<{ booking: BookingAnswer | null }>(userId, `query ($id: ID!) { booking(id: $id) ${BOOKING} }`, { id })).booking;
}

/** Where a booking stands; undefined for who may not see it. */
export const statusOf = async (kit: BookingKit, userId: string, id: string): Promise<string | undefined> => (await read(kit, userId, id))?.status;
