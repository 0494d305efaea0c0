import { createAfterwards } from '../../platform/afterwards.js';
import { createChangeLog } from '../../platform/change-log/postgres.js';
import { startRelay } from '../../platform/change-log/relay.js';
import { openDatabase } from '../../platform/database/open.js';
import { readKeys } from '../../platform/database/own-key.js';
import { shareOf } from '../../platform/database/share.js';
import type { Database, Transaction } from '../../platform/database/database.js';
import type { ChangeLog } from '../../platform/change-log/change-log.js';
import { SESSION_CHANGED, type SessionSource } from '../../platform/identity/sessions.js';
import { startPeriodic } from '../../platform/periodic.js';
import { createPostgresRateLimits } from '../../platform/rate-limit/postgres.js';
import type { RateLimits } from '../../platform/rate-limit/rate-limit.js';
import type { SubgraphEnvironment } from '../../platform/subgraph/environment.js';
import { createSubgraph } from '../../platform/subgraph/subgraph.js';
import type { RunningSubgraph } from '../../platform/subgraph/transport.js';
import { notImplemented } from '../not-implemented.js';
import type { UserConfig } from './config.js';
import { createContextOf } from './context.js';
import { resolvers } from './graphql/resolvers.js';
import { openPostOffice } from './mail/post-office.js';
import { userMigrations } from './migrations/list.js';
import { createAccessTokens, makeSigningKey } from './security/access-tokens.js';
import { hashApart } from './security/hash-apart.js';
import { hashHere } from './security/hasher.js';
import { createPasswords } from './security/passwords.js';
import { createSealer } from './security/sealer.js';
import { createSeals } from './security/seals.js';
import { createThrottle } from './security/throttle.js';
import { accountQueries } from './store/accounts.js';
import { createDirectory } from './store/directory.js';
import { createMailBox } from './store/mail.js';
import { createSessionSource } from './store/session-source.js';
import { ensureSigningKey, readSigningKeys } from './store/signing-keys.js';
import { tidy } from './store/tidy.js';
import { createTransact } from './store/user-store.js';
import { createUseCases } from './use-cases.js';
import { createEnsureAdministrator } from './usecases/ensure-administrator.js';

/** The user subgraph, with what the gateway asks of the holder of sessions. */
export interface UserSubgraph extends RunningSubgraph {
  readonly sessions: SessionSource;
}

const NAME = 'user';
const TIDY_EVERY = 60 * 60 * 1000;
/** Of all connections, what people who have not signed in may use at once. */
const STRANGERS_PART = 0.3;

/** Starts accounts, sessions and roles over the database of the settings. */
export async function startUserSubgraph(environment: SubgraphEnvironment, config: UserConfig): Promise<UserSubgraph> {
  const logger = environment.logger.child({ subgraph: NAME });
  const database = await openDatabase({
    url: config.databaseUrl,
    setting: 'USER_DATABASE_URL',
    patience: environment.patience,
    migrations: userMigrations,
    migrate: environment.migrate,
    poolSize: config.poolSize,
    allAtOnce: true,
    logger,
  });
  try {
    return await run({ ...environment, logger }, config, database);
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function run(environment: SubgraphEnvironment, config: UserConfig, database: Database): Promise<UserSubgraph> {
  const { clock, ids, logger, pubsub, jobs } = environment;
  await ensureSigningKey(database, () => makeSigningKey(ids.next(), clock.now()));

  const log = createChangeLog({ subgraph: NAME, database, ids, pubsub });
  const accessTokens = createAccessTokens({ readKeys: () => readSigningKeys(database), clock });
  const directory = createDirectory(database);
  const hasher = config.hashApart ? hashApart({ logger }) : hashHere();
  const passwords = await createPasswords(hasher);
  const logs = { log, ids, seals: createSeals(config.auditKey) };
  const transact = createTransact(database, logs);
  // Counting tries and logging failed logins lock the same few rows: a flood of them would take every connection there is.
  const share = shareOf(database, Math.max(1, Math.floor(config.poolSize * STRANGERS_PART)));
  if (config.administrator) {
    await createEnsureAdministrator({ transact, passwords, clock, ids })(config.administrator);
  }

  const post = openPostOffice({
    box: createMailBox(database),
    accountsByIds: (accountIds) => directory.accountsByIds(accountIds),
    mailer: environment.mailer,
    publicUrl: config.publicUrl,
    clock,
    logger,
  });
  const limits = environment.rateLimits ?? createPostgresRateLimits({ sql: share, clock });
  const throttle = createThrottle({ limits, perMinute: config.authRateLimit });
  const afterwards = createAfterwards(logger);
  const useCases = createUseCases({
    transact,
    strangers: { transact: createTransact(share, logs), lookup: accountQueries(share) },
    passwords,
    throttle,
    sealer: createSealer(await readKeys(database, 'sealing_key', config.secretsKeys, clock.now())),
    afterwards,
    accessTokens,
    post,
    tellSessions: (sessionIds) => {
      for (const id of sessionIds) pubsub.publish(SESSION_CHANGED, id);
    },
    clock,
    ids,
  });
  const { transport } = createSubgraph({
    name: NAME,
    resolvers,
    notImplemented: notImplemented.user,
    contextOf: createContextOf({ directory, throttle, useCases, clock }),
    logger,
  });
  const background = await startBackground({ environment, database, log, limits });

  return {
    name: NAME,
    transport,
    sessions: createSessionSource({ database, accessTokens, clock }),
    handle: () => Promise.resolve(null),
    async ready() {
      await Promise.all([database.ping(), jobs.ping()]);
    },
    async stop() {
      // What is done afterwards may send mail.
      await afterwards.settled();
      await Promise.all([background.stop(), post.stop()]);
      hasher.stop();
      await database.close();
    },
  };
}

/** What runs beside requests: changes on their way to notification, and the removal of what has expired. */
async function startBackground(parts: {
  environment: SubgraphEnvironment;
  database: Database;
  log: ChangeLog<Transaction>;
  limits: RateLimits;
}): Promise<{ stop(): Promise<void> }> {
  const { clock, jobs, pubsub, logger } = parts.environment;
  const relay = await startRelay({ source: NAME, consumers: ['notification'], log: parts.log, jobs, pubsub, logger });
  const tidyAll = async (): Promise<void> => {
    await tidy(parts.database, clock.now());
    await parts.limits.tidy();
  };
  const tidying = startPeriodic('tidy', TIDY_EVERY, tidyAll, logger);
  return {
    async stop() {
      await Promise.all([relay.stop(), tidying.stop()]);
    },
  };
}
