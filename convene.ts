import { join } from 'node:path';
import { Registry } from 'prom-client';
import { DATABASES, readConveneConfig, type ConveneConfig, type DatabaseUrls } from './config.js';
import { fillDemo } from './demo/fill.js';
import { readDemoState } from './demo/state.js';
import type { RunningGateway } from './gateway/main.js';
import { loadSubgraph, SUBGRAPHS, type StartedSubgraph } from './parts.js';
import { systemClock, type Clock } from './platform/clock.js';
import { KEY_BYTES, type Env } from './platform/config.js';
import { openMailbox, type Mailbox } from './platform/embedded/mailbox.js';
import { startEmbeddedPostgres } from './platform/embedded/postgres.js';
import { AUDIT_KEY_FILE, readOrMakeSecret, SECRETS_KEY_FILE, TICKET_KEY_FILE } from './platform/embedded/secret.js';
import { CallerError, type ErrorCode } from './platform/errors.js';
import type { SessionSource } from './platform/identity/sessions.js';
import { freePort, isPortTaken } from './platform/free-port.js';
import { timeOrderedIds, type Ids } from './platform/ids.js';
import { createPostgresJobs } from './platform/jobs/postgres.js';
import { createLogger, type Logger } from './platform/logger.js';
import { createMemoryPubSub } from './platform/pubsub/memory.js';
import { StartRefused } from './platform/start-refused.js';
import { createStops, type Stops } from './platform/stops.js';
import { createSubgraphClient, type SubgraphClient } from './platform/subgraph/client.js';
import { startTelemetry } from './platform/telemetry/start.js';
import type { SubgraphEnvironment } from './platform/subgraph/environment.js';
import type { SubgraphTransport } from './platform/subgraph/transport.js';

/** What `startConvene` may be given; only the settings have to be. */
export interface ConveneOptions {
  readonly env: Env;
  readonly clock?: Clock | undefined;
  readonly ids?: Ids | undefined;
  /** Instead of the embedded PostgreSQL: databases that exist. */
  readonly databases?: DatabaseUrls | undefined;
  readonly logger?: Logger | undefined;
  readonly metrics?: Registry | undefined;
  /** Runs the work of each step, and may tell of it. */
  readonly progress?: Progress | undefined;
}

/** The steps of a start, in order; `Demo` only where an installation is filled. */
export const STEPS = ['PostgreSQL', 'Jobs and mailbox', 'Subgraphs', 'Gateway', 'Demo'] as const;
export type Step = (typeof STEPS)[number];
export type Progress = <T>(step: Step, work: () => Promise<T>) => Promise<T>;

/** Convene while it runs in this process. */
export interface Convene {
  /** Where the gateway listens, such as `http://localhost:4000`. */
  readonly url: string;
  readonly port: number;
  readonly mailbox: Pick<Mailbox, 'list'>;
  /** Whether this installation holds the demo. */
  readonly demo: boolean;
  /** The ways to the subgraphs, by name, for code in this process: no client gets here. */
  readonly transports: ReadonlyMap<string, SubgraphTransport>;
  /** Queries and mutations through the gateway, for code in this process. */
  readonly execute: RunningGateway['execute'];
  /** Answers what is in flight, then stops everything in reverse order. A second call waits for the first. */
  stop(): Promise<void>;
}

/** What every part shares, as it comes to be. */
interface Start {
  readonly settings: ConveneConfig;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
  readonly metrics: Registry;
  readonly progress: Progress;
  readonly stops: Stops;
}

/**
 * Starts everything in this process: PostgreSQL, jobs, mailbox, the four subgraphs with their workers, the gateway.
 * What runs already is stopped again when a later part can't be started.
 * @throws ConfigError with the faults of all settings; StartRefused or DataDirectoryInUse when something is in the way.
 */
export async function startConvene(options: ConveneOptions): Promise<Convene> {
  const env = options.env['PORT'] === '0' ? { ...options.env, PORT: String(await freePort()) } : options.env;
  const settings = readConveneConfig(env, options.databases ?? NOT_YET);
  const logger = options.logger ?? createLogger(settings.process.logLevel);
  const start: Start = {
    settings,
    clock: options.clock ?? systemClock,
    ids: options.ids ?? timeOrderedIds,
    logger,
    metrics: options.metrics ?? new Registry(),
    progress: options.progress ?? ((_step, work) => work()),
    stops: createStops(logger),
  };
  const telemetry = await startTelemetry(settings.telemetry, logger);
  start.stops.push(() => telemetry.stop());
  const stop = (): Promise<void> => start.stops.stop();
  try {
    return { ...(await startParts(start, env, options.databases)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Stands for the addresses of databases that do not run yet, so that faulty settings are told before anything starts. */
const NOT_YET = Object.fromEntries(DATABASES.map((name) => [name, 'postgres://localhost/'])) as Record<(typeof DATABASES)[number], string>;

async function startParts(start: Start, env: Env, given: DatabaseUrls | undefined): Promise<Omit<Convene, 'stop'>> {
  const code = loadCode();
  const databases = given ?? (await start.progress('PostgreSQL', () => startDatabases(start)));
  const settings = readConveneConfig(given ? env : withKeys(env, start.settings.process.dataDir), databases);
  await refuseTakenPort(settings);

  const { jobs, mailbox } = await start.progress('Jobs and mailbox', () => openJobsAndMailbox(start, databases.jobs));
  const { clock, ids, logger, metrics } = start;
  const pubsub = createMemoryPubSub();
  const transports = new Map<string, SubgraphTransport>();
  const client = createSubgraphClient((name) => transports.get(name), ids);
  const environment: SubgraphEnvironment = { clock, ids, logger, metrics, pubsub, jobs, client, mailer: mailbox };
  const subgraphs = await start.progress('Subgraphs', () => code.then(() => startSubgraphs(start, environment, settings, transports)));

  const gateway = await start.progress('Gateway', async () => {
    const { startGateway } = await code;
    const sessions = sessionsOf(subgraphs);
    return startGateway({ config: settings.gateway, subgraphs, sessions, mailbox, logger, metrics, clock, ids, pubsub });
  });
  start.stops.push(() => gateway.stop());

  const demo = settings.process.demo && (await fillWhereEmpty(start, gateway, mailbox, client));
  return { url: gateway.url, port: gateway.port, mailbox, demo, transports, execute: (...sent) => gateway.execute(...sent) };
}

/** What signs checkpoints of the security log and codes of tickets, and what seals secrets, stand beside the database, and not in it. */
const withKeys = (env: Env, dataDir: string): Env => ({
  ...env,
  AUDIT_KEY: env['AUDIT_KEY'] || readOrMakeSecret(join(dataDir, AUDIT_KEY_FILE)),
  SECRETS_KEY: env['SECRETS_KEY'] || readOrMakeSecret(join(dataDir, SECRETS_KEY_FILE), KEY_BYTES),
  TICKET_KEY: env['TICKET_KEY'] || readOrMakeSecret(join(dataDir, TICKET_KEY_FILE), KEY_BYTES),
});

/** The heavy parts are loaded while PostgreSQL starts. */
async function loadCode() {
  // One after the other: modules that several of them import are linked once.
  const gateway = await import('./gateway/main.js');
  for (const name of SUBGRAPHS) await loadSubgraph(name);
  return gateway;
}

async function startDatabases({ settings, logger, stops }: Start): Promise<DatabaseUrls> {
  const postgres = await startEmbeddedPostgres({ directory: settings.process.dataDir, databases: DATABASES, logger });
  stops.push(() => postgres.stop());
  return Object.fromEntries(DATABASES.map((name) => [name, postgres.url(name)])) as unknown as DatabaseUrls;
}

async function refuseTakenPort({ gateway: { host, port } }: ConveneConfig): Promise<void> {
  if (await isPortTaken(port, host)) throw new StartRefused(`Port ${String(port)} is in use. Set PORT to another.`);
}

async function openJobsAndMailbox({ clock, logger, metrics, stops }: Start, url: string) {
  const jobs = await createPostgresJobs({ url, clock, logger, metrics });
  stops.push(() => jobs.close());
  const mailbox = await openMailbox({ url, clock, logger });
  stops.push(() => mailbox.close());
  return { jobs, mailbox };
}

/** All at once; when one can't be started, those that could are stopped again. */
async function startSubgraphs(
  { stops }: Start,
  environment: SubgraphEnvironment,
  { starts }: ConveneConfig,
  transports: Map<string, SubgraphTransport>,
): Promise<StartedSubgraph[]> {
  const all = SUBGRAPHS.map((name) => starts[name](environment));
  for (const each of all) void each.then(({ name, transport }) => transports.set(name, transport), () => undefined);
  const settled = await Promise.allSettled(all);
  const running = settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  stops.push(async () => {
    await Promise.all(running.map((subgraph) => subgraph.stop()));
  });
  const failed = settled.find((each) => each.status === 'rejected');
  if (failed) throw failed.reason;
  return running;
}

function sessionsOf(subgraphs: readonly StartedSubgraph[]): SessionSource {
  const sessions = subgraphs.find((subgraph) => subgraph.sessions)?.sessions;
  if (!sessions) throw new Error('No subgraph holds the sessions.');
  return sessions;
}

/** Whether the installation holds the demo afterwards. */
async function fillWhereEmpty({ progress }: Start, gateway: RunningGateway, mailbox: Mailbox, client: SubgraphClient): Promise<boolean> {
  const state = await readDemoState(client);
  if (state === 'OTHER' || state === 'FILLED') return state === 'FILLED';
  const messages = async () => (await mailbox.list()).map((message) => ({ ...message, at: message.at.toISOString() }));
  await progress('Demo', () => fillDemo({ ask: askIn(gateway), messages }));
  return true;
}

/** Operations through the gateway, in the process. */
function askIn(gateway: RunningGateway) {
  return async <Data>(query: string, variables: Record<string, unknown>, accessToken: string | null): Promise<Data> => {
    const { data, errors } = await gateway.execute({ query, variables }, accessToken === null ? undefined : `Bearer ${accessToken}`);
    const [error] = errors ?? [];
    if (error) throw new CallerError(error.extensions?.['code'] as ErrorCode, error.message, error.extensions);
    return data as Data;
  };
}
