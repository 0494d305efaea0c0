import type { ExecutionResult } from 'graphql';
import { Registry } from 'prom-client';
import type { RelayedChange } from '../../../platform/change-log/relay.js';
import type { Database } from '../../../platform/database/database.js';
import { openDatabase } from '../../../platform/database/open.js';
import type { Viewer } from '../../../platform/identity/viewer.js';
import { timeOrderedIds } from '../../../platform/ids.js';
import type { JobHandler, Jobs } from '../../../platform/jobs/jobs.js';
import { silentLogger } from '../../../platform/logger.js';
import { createMemoryPubSub } from '../../../platform/pubsub/memory.js';
import type { RunningSubgraph } from '../../../platform/subgraph/transport.js';
import { manualClock, type ManualClock } from '../../../platform/testing/clock.js';
import { createTestDatabaseUrl } from '../../../platform/testing/database.js';
import { startEventSubgraph } from '../main.js';
import { migrations } from '../migrations/list.js';

type Variables = Readonly<Record<string, unknown>>;
type Data = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any -- answers have whatever shape was asked for

/** An event subgraph that runs over a database of its own. */
export interface EventKit {
  readonly clock: ManualClock;
  readonly database: Database;
  readonly subgraph: RunningSubgraph;
  /** Changes that were handed to each consumer's queue. */
  readonly relayed: { queue: string; change: RelayedChange['change'] }[];
  /** Zones that people have set, by user id. */
  readonly zones: Map<string, string>;
  /** Languages of theirs. */
  readonly locales: Map<string, string>;
  execute(who: Viewer | string | null, query: string, variables?: Variables): Promise<ExecutionResult>;
  /** Fails the test when the answer has errors. */
  run(who: Viewer | string | null, query: string, variables?: Variables): Promise<Data>;
  /** The `extensions` of the only error. */
  refusal(who: Viewer | string | null, query: string, variables?: Variables): Promise<Data>;
  watch(who: Viewer | string | null, query: string, variables?: Variables): Promise<AsyncIterableIterator<ExecutionResult>>;
  /** Delivers a change of the booking subgraph's log, as its relay would. */
  deliver(change: RelayedChange): Promise<void>;
  stop(): Promise<void>;
}

const SCOPES = ['ACCOUNT', 'CALENDAR_READ', 'CALENDAR_WRITE', 'BOOKING_READ', 'BOOKING_WRITE', 'CHECK_IN', 'INBOX_READ', 'INBOX_WRITE'];

/** Somebody's session. */
export const session = (userId: string, role = 'MEMBER', scopes: readonly string[] = SCOPES): Viewer => ({
  userId,
  sessionId: `session of ${userId}`,
  role,
  scopes: new Set(scopes),
});

export async function startEventKit(): Promise<EventKit> {
  const clock = manualClock('2026-11-20T12:00:00Z');
  const url = await createTestDatabaseUrl('event', migrations);
  const database = await openDatabase({ url, migrations: [], poolSize: 3, logger: silentLogger(), migrate: false });
  const { jobs, relayed, deliver } = recordJobs();
  const zones = new Map<string, string>();
  const locales = new Map<string, string>();
  const subgraph = await startEventSubgraph(
    {
      clock,
      ids: timeOrderedIds,
      logger: silentLogger(),
      metrics: new Registry(),
      pubsub: createMemoryPubSub(),
      jobs,
      client: { ask: (_, { variables }) => Promise.resolve({ user: { timeZone: zones.get(String(variables?.['id'])) ?? null, locale: locales.get(String(variables?.['id'])) ?? null } } as never) },
      mailer: { send: () => Promise.reject(new Error('no mail')), wasTaken: () => Promise.resolve(null) },
    },
    { databaseUrl: url, poolSize: 8, publicUrl: 'https://convene.example' },
  );
  const identityOf = (who: Viewer | string | null) => ({ viewer: typeof who === 'string' ? session(who) : who, requestId: 'test' });
  const kit: EventKit = {
    clock,
    database,
    subgraph,
    relayed,
    zones,
    locales,
    deliver,
    execute: (who, query, variables) => subgraph.transport.execute({ query, variables }, identityOf(who)),
    async run(who, query, variables) {
      const { data, errors } = await kit.execute(who, query, variables);
      if (errors) throw new Error(errors.map((error) => `${JSON.stringify(error.extensions)}: ${error.message}`).join('\n'));
      return data as Data;
    },
    async refusal(who, query, variables) {
      const { errors } = await kit.execute(who, query, variables);
      if (errors?.length !== 1) throw new Error(`There should be one error, not ${JSON.stringify(errors)}.`);
      return errors[0]?.extensions as Data;
    },
    async watch(who, query, variables) {
      const answer = await subgraph.transport.subscribe({ query, variables }, identityOf(who));
      if (Symbol.asyncIterator in answer) return answer;
      throw new Error(answer.errors?.map((error) => String(error.extensions['code'])).join());
    },
    async stop() {
      await subgraph.stop();
      await database.close();
    },
  };
  return kit;
}

/** Jobs that are written down; those for this subgraph run when a test delivers them. */
function recordJobs(): { jobs: Jobs } & Pick<EventKit, 'relayed' | 'deliver'> {
  const relayed: EventKit['relayed'] = [];
  const handlers: JobHandler<never>[] = [];
  const nothing = (): Promise<void> => Promise.resolve();
  const jobs: Jobs = {
    add: nothing,
    addMany(definition, added) {
      for (const { payload } of added) relayed.push({ queue: definition.queue, change: (payload as RelayedChange).change });
      return Promise.resolve();
    },
    cancel: nothing,
    work(_, added) {
      handlers.push(...added);
      return Promise.resolve({ stop: nothing });
    },
    epoch: () => Promise.resolve('test'),
    ping: nothing,
    close: nothing,
  };
  return { jobs, relayed, deliver: async (change) => handlers[0]?.run(change as never, { id: 'test', attempt: 1 }) };
}

/** The next message of a subscription; fails the test when it ended or carries errors. */
export async function nextOf(messages: AsyncIterableIterator<ExecutionResult>): Promise<Data> {
  const { value, done } = (await messages.next()) as IteratorResult<ExecutionResult, undefined>;
  if (done) throw new Error('The subscription has ended.');
  if (value.errors) throw new Error(JSON.stringify(value.errors));
  return value.data as Data;
}

/** Makes a calendar of `owner` and lets the others in with their roles. */
export async function makeCalendar(
  kit: EventKit,
  owner: Viewer | string,
  members: Readonly<Record<string, string>> = {},
  input: Variables = {},
): Promise<string> {
  const { createCalendar } = await kit.run(owner, 'mutation($input: CreateCalendarInput!) { createCalendar(input: $input) { id } }', {
    input: { name: 'Choir', timeZone: 'Europe/Berlin', ...input },
  });
  const calendarId = String(createCalendar.id);
  for (const [userId, role] of Object.entries(members)) {
    const { createCalendarInvite } = await kit.run(
      owner,
      'mutation($input: CreateCalendarInviteInput!) { createCalendarInvite(input: $input) { code } }',
      { input: { calendarId, role } },
    );
    await kit.run(userId, 'mutation($code: String!) { joinCalendar(code: $code) { id } }', { code: createCalendarInvite.code });
  }
  return calendarId;
}

/** Three Mondays at 18:00 in Berlin, from 2026-11-23. */
export const WEEKLY = {
  title: 'Rehearsal',
  startsAt: '2026-11-23T17:00:00Z',
  endsAt: '2026-11-23T19:00:00Z',
  timeZone: 'Europe/Berlin',
  recurrence: { rule: 'FREQ=WEEKLY;COUNT=3' },
};

export async function makeEvent(kit: EventKit, who: Viewer | string, calendarId: string, input: Variables = {}): Promise<string> {
  const { createEvent } = await kit.run(who, 'mutation($input: CreateEventInput!) { createEvent(input: $input) { id } }', {
    input: { calendarId, ...WEEKLY, ...input },
  });
  return String(createEvent.id);
}
