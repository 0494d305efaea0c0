import { Registry } from 'prom-client';
import { SESSION_CHANGED } from '../../../platform/identity/sessions.js';
import type { Viewer } from '../../../platform/identity/viewer.js';
import { timeOrderedIds } from '../../../platform/ids.js';
import type { Jobs, NewJob } from '../../../platform/jobs/jobs.js';
import { silentLogger } from '../../../platform/logger.js';
import type { Mailer, OutgoingMail } from '../../../platform/mail/mailer.js';
import { createMemoryPubSub } from '../../../platform/pubsub/memory.js';
import { manualClock, type ManualClock } from '../../../platform/testing/clock.js';
import { createTestDatabaseUrl } from '../../../platform/testing/database.js';
import { until } from '../../../platform/testing/until.js';
import { openDatabase } from '../../../platform/database/open.js';
import type { Database } from '../../../platform/database/database.js';
import type { RequestIdentity } from '../../../platform/subgraph/transport.js';
import type { UserConfig } from '../config.js';
import { startUserSubgraph, type UserSubgraph } from '../main.js';
import { userMigrations } from '../migrations/list.js';

/** A mailer that keeps what it is given, and refuses while it is told to. */
export interface TestMailer extends Mailer {
  readonly sent: OutgoingMail[];
  broken: boolean;
}

/** What an operation answered: data as it is, and the code of each error. */
export interface Answer {
  // Tests read deep into answers whose shape their own query says.
  readonly data: Record<string, never>;
  readonly codes: readonly unknown[];
  readonly errors: readonly { message: string; extensions: Record<string, unknown> }[];
}

/** A user subgraph over a database of its own. */
export interface TestUsers {
  readonly clock: ManualClock;
  readonly mailer: TestMailer;
  readonly relayed: unknown[];
  readonly endedSessions: string[];
  /** A connection beside the subgraph's own, to look behind it. */
  readonly database: Database;
  readonly subgraph: UserSubgraph;
  /** `from` changes what the gateway tells of the client. */
  run(query: string, variables?: Record<string, unknown>, viewer?: Viewer | null, from?: Partial<RequestIdentity>): Promise<Answer>;
  register(username: string, overrides?: Record<string, unknown>): Promise<Person>;
  /** The viewer that the gateway would make of an access token. */
  viewerOf(accessToken: string): Promise<Viewer>;
  /** The token in the newest mail to this address with this path in its link. */
  tokenFor(email: string, path?: string): Promise<string>;
  /** Stops the subgraph and starts it again over the same database. */
  restart(config?: Partial<UserConfig>): Promise<void>;
  /** A second subgraph over the same database, as another process would be. Whoever starts it stops it. */
  startAnother(): Promise<UserSubgraph>;
  stop(): Promise<void>;
}

/** Somebody who has just registered. */
export interface Person {
  readonly id: string;
  readonly email: string;
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly viewer: Viewer;
}

/** Settings under which a test is not throttled. */
const UNBOUND = { authRateLimit: 1_000_000, hashApart: false, secretsKeys: [], auditKey: 'a key for the checkpoints of tests' };

export const PASSWORD = 'correct horse battery';

const REGISTER = `mutation ($input: RegisterInput!) {
  register(input: $input) { accessToken refreshToken expiresIn user { id email } }
}`;

/** Starts it. */
export async function startTestUsers(overrides: Partial<UserConfig> = {}): Promise<TestUsers> {
  const databaseUrl = await createTestDatabaseUrl('user', userMigrations);
  const database = await openDatabase({ url: databaseUrl, migrations: [], migrate: false, poolSize: 2, logger: silentLogger() });
  const config: UserConfig = { databaseUrl, poolSize: 10, publicUrl: 'http://convene.test', administrator: null, ...UNBOUND, ...overrides };
  const clock = manualClock();
  const mailer = createTestMailer();
  const relayed: unknown[] = [];
  const endedSessions: string[] = [];
  const pubsub = createMemoryPubSub();
  await pubsub.listen(SESSION_CHANGED, (id) => endedSessions.push(id));
  const start = (changed: Partial<UserConfig> = {}): Promise<UserSubgraph> =>
    startUserSubgraph(
      {
        clock,
        ids: timeOrderedIds,
        logger: silentLogger(),
        metrics: new Registry(),
        pubsub,
        jobs: jobsInto(relayed),
        client: { ask: () => Promise.reject(new Error('The user subgraph asks nobody.')) },
        mailer,
      },
      { ...config, ...changed },
    );
  let subgraph = await start();

  const users: TestUsers = {
    clock,
    mailer,
    relayed,
    endedSessions,
    database,
    get subgraph() {
      return subgraph;
    },
    async run(query, variables = {}, viewer = null, from = {}) {
      const identity = { viewer, requestId: 'test', userAgent: 'jest', ipAddress: '192.0.2.1', ...from };
      const result = await subgraph.transport.execute({ query, variables }, identity);
      const errors = (result.errors ?? []).map(({ message, extensions }) => ({ message, extensions }));
      return { data: (result.data ?? {}) as Answer['data'], errors, codes: errors.map(({ extensions }) => extensions['code']) };
    },
    async register(username, given = {}) {
      const input = { username, email: `${username}@example.org`, password: PASSWORD, fullName: `Full ${username}`, ...given };
      const answer = await users.run(REGISTER, { input });
      const payload = answer.data['register'] as unknown as {
        accessToken: string;
        refreshToken: string;
        user: { id: string };
      } | null;
      if (!payload) throw new Error(JSON.stringify(answer.errors));
      const { accessToken, refreshToken, user } = payload;
      return { id: user.id, email: input.email, accessToken, refreshToken, viewer: await users.viewerOf(accessToken) };
    },
    async viewerOf(accessToken) {
      const claims = JSON.parse(Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString()) as { sid: string };
      const live = await subgraph.sessions.session(claims.sid);
      if (!live) throw new Error('The session has ended.');
      return { userId: live.userId, sessionId: claims.sid, role: live.role, scopes: new Set(live.scopes) };
    },
    tokenFor: (email, path = '/verify-email') =>
      until(`a mail with ${path} has come to ${email}`, () => {
        const mail = mailer.sent.findLast(({ to, text }) => to === email && text.includes(path));
        return mail && /token=([\w-]+)/.exec(mail.text)?.[1];
      }),
    async restart(changed) {
      await subgraph.stop();
      subgraph = await start(changed);
    },
    startAnother: () => start(),
    async stop() {
      await subgraph.stop();
      await database.close();
      await pubsub.close();
    },
  };
  return users;
}

function createTestMailer(): TestMailer {
  const sent: OutgoingMail[] = [];
  return {
    sent,
    broken: false,
    send(mail) {
      if (this.broken) return Promise.reject(new Error('The provider is out of reach.'));
      sent.push(mail);
      return Promise.resolve({ providerMessageId: mail.id });
    },
    wasTaken: (id) => Promise.resolve(sent.some((mail) => mail.id === id)),
  };
}

/** Takes jobs without a queue behind it; this subgraph only adds them. */
const jobsInto = (added: unknown[]): Jobs =>
  ({
    add: (_definition: unknown, job: NewJob<unknown>) => Promise.resolve(void added.push(job.payload)),
    addMany: (_definition: unknown, jobs: readonly NewJob<unknown>[]) =>
      Promise.resolve(void added.push(...jobs.map(({ payload }) => payload))),
    epoch: () => Promise.resolve('test'),
    ping: () => Promise.resolve(),
  }) as unknown as Jobs;
