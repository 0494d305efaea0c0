import type { Registry } from 'prom-client';
import { readPartConfig, type ListenConfig, type PartConfig, type SharedConfig } from './part-config.js';
import { DEFINITIONS, SUBGRAPHS, subgraphOf, type Part, type StartSubgraph, type SubgraphName } from './parts.js';
import { systemClock } from './platform/clock.js';
import type { Env } from './platform/config.js';
import { createSigner } from './platform/identity/sign.js';
import { createVerifier } from './platform/identity/verify.js';
import { timeOrderedIds } from './platform/ids.js';
import { createRedisJobs } from './platform/jobs/redis.js';
import { createLogger, type Logger } from './platform/logger.js';
import { refusingMailer } from './platform/mail/refusing.js';
import type { Mailer } from './platform/mail/mailer.js';
import { createSmtpMailer } from './platform/mail/smtp.js';
import { createRedisPubSub } from './platform/pubsub/redis.js';
import type { PubSub } from './platform/pubsub/pubsub.js';
import { createRedisRateLimits } from './platform/rate-limit/redis.js';
import { createStops, type Stops } from './platform/stops.js';
import { createSubgraphClient } from './platform/subgraph/client.js';
import { reachSubgraph, type RemoteSubgraph } from './platform/subgraph/http/remote.js';
import { serveSubgraph } from './platform/subgraph/http/server.js';
import { startTelemetry } from './platform/telemetry/start.js';

/** One part while it runs in this process. */
export interface RunningPart {
  /** Where it listens. */
  readonly url: string;
  /** Says "not ready", lets everybody go elsewhere, answers what is in flight, then stops. A second call waits for the first. */
  stop(): Promise<void>;
}

/** What every part stands on. */
interface Ground {
  readonly part: Part;
  readonly shared: SharedConfig;
  readonly logger: Logger;
  readonly metrics: Registry;
  readonly pubsub: PubSub;
  readonly stops: Stops;
}

/**
 * Starts one part as a process of its own: on Redis, and on subgraphs that are reached by HTTP. What it needs of others may
 * start later.
 * @throws ConfigError with the faults of all settings; StartRefused when something is in the way.
 */
export async function startPart(part: Part, env: Env, metrics: Registry): Promise<RunningPart> {
  const { shared, telemetry, own } = readPartConfig(part, env);
  const logger = createLogger(shared.logLevel).child({ process: part });
  const stops = createStops(logger);
  try {
    const tracing = await startTelemetry(telemetry, logger);
    stops.push(() => tracing.stop());
    const pubsub = await createRedisPubSub({ url: shared.redisUrl, logger, patience: shared.patience });
    stops.push(() => pubsub.close());
    const ground: Ground = { part, shared, logger, metrics, pubsub, stops };
    const url = 'gateway' in own ? await startGatewayPart(ground, own.gateway) : await startSubgraphPart(ground, own.start, own.listen);
    return { url, stop: () => stops.stop() };
  } catch (error) {
    await stops.stop();
    throw error;
  }
}

async function startGatewayPart(ground: Ground, config: Extract<PartConfig['own'], { gateway: unknown }>['gateway']): Promise<string> {
  const { logger, metrics, pubsub, stops } = ground;
  const { startGateway } = await import('./gateway/main.js');
  const reached = reach(ground, SUBGRAPHS);
  const { sessions } = reached.user;
  const subgraphs = SUBGRAPHS.map((name) => reached[name]);
  const gateway = await startGateway({ config, subgraphs, sessions, logger, metrics, clock: systemClock, ids: timeOrderedIds, pubsub });
  stops.push(() => gateway.stop());
  return gateway.url;
}

async function startSubgraphPart(ground: Ground, start: StartSubgraph, at: ListenConfig): Promise<string> {
  const { part, shared, logger, metrics, pubsub, stops } = ground;
  const name = subgraphOf(part as Exclude<Part, 'gateway'>);
  const clock = systemClock;
  const jobs = await createRedisJobs({ url: shared.redisUrl, clock, logger, metrics, patience: shared.patience });
  stops.push(() => jobs.close());
  const rateLimits = await createRedisRateLimits({ url: shared.redisUrl, logger, patience: shared.patience });
  stops.push(() => rateLimits.close());
  const mailer = openMailer(ground);
  const others: Partial<Record<string, RemoteSubgraph>> = reach(ground, askedBy(name));
  const client = createSubgraphClient((other) => others[other]?.transport, timeOrderedIds);
  const { migrate, patience } = shared;
  const subgraph = await start({ clock, ids: timeOrderedIds, logger, metrics, pubsub, jobs, client, mailer, rateLimits, migrate, patience });
  stops.push(() => subgraph.stop());

  // The worker is asked by nobody: only its health is told.
  const callers = part === 'worker' ? {} : DEFINITIONS[name].callers;
  const verify = createVerifier({ keys: shared.keys, callee: name, callers, clock });
  const settings = { host: 'LISTEN', port: 'LISTEN' };
  const server = await serveSubgraph({ subgraph, sessions: subgraph.sessions, verify, metrics, logger, drain: shared.drain }, { ...at, settings });
  stops.push(() => server.stop());
  return `http://${at.host.includes(':') ? `[${at.host}]` : at.host}:${String(server.port)}`;
}

/** Those that let this one ask. */
const askedBy = (name: SubgraphName): readonly SubgraphName[] => SUBGRAPHS.filter((other) => Object.hasOwn(DEFINITIONS[other].callers, name));

/** The ways to other subgraphs; none is connected before it is needed. */
function reach<Name extends SubgraphName>({ part, shared, logger, stops }: Ground, names: readonly Name[]): Record<Name, RemoteSubgraph> {
  const caller = part === 'gateway' ? part : subgraphOf(part);
  const sign = createSigner(shared.keys, caller, systemClock);
  const reached = names.map((name) => {
    const remote = reachSubgraph({ name, origins: shared.origins[name], ownPaths: DEFINITIONS[name].ownPaths, sign, logger });
    stops.push(() => remote.stop());
    return [name, remote] as const;
  });
  return Object.fromEntries(reached) as Record<Name, RemoteSubgraph>;
}

function openMailer({ shared, logger, stops, part }: Ground): Mailer {
  if (shared.smtpUrl === null) {
    if (part === 'user' || part === 'worker') logger.warn('SMTP_URL is not set: mail is not sent, and marked as failed');
    return refusingMailer;
  }
  const mailer = createSmtpMailer({ url: shared.smtpUrl, from: shared.mailFrom });
  stops.push(() => mailer.close());
  return mailer;
}
