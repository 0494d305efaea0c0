import type { FormattedExecutionResult } from 'graphql';
import type { Registry } from 'prom-client';
import type { Clock } from '../platform/clock.js';
import type { SessionSource } from '../platform/identity/sessions.js';
import type { Ids } from '../platform/ids.js';
import type { Logger } from '../platform/logger.js';
import type { PubSub } from '../platform/pubsub/pubsub.js';
import { guardTransport } from '../platform/subgraph/guard.js';
import type { RunningSubgraph } from '../platform/subgraph/transport.js';
import type { GatewayConfig } from './config.js';
import { createTurns } from './bounds/turns.js';
import { createAdmission } from './documents/admission.js';
import { readTrustedDocuments } from './documents/trusted.js';
import { createReferenceExecutor } from './executor/reference.js';
import { answer, createGraphqlServer, type SentOperation } from './graphql-server.js';
import { createClientOf } from './http/client.js';
import type { Mailbox } from './http/mailbox.js';
import { createIdentify } from './identity.js';
import { createTokenVerifier } from './identity/access-token.js';
import { watchSessions } from './identity/live-sessions.js';
import { createGatewayMetrics } from './metrics.js';
import { createOperations } from './operations.js';
import { startServer } from './server.js';
import { watchConnections } from './subscriptions/connections.js';
import { createWebSockets } from './subscriptions/websocket.js';
import { openSupergraph } from './supergraph.js';
import { watchSupergraphFile } from './supergraph-file.js';
import { startViewerSubgraph } from './viewer/main.js';

/** What the gateway is given at its start. It stops none of these. */
export interface GatewayParts {
  readonly config: GatewayConfig;
  /** Every subgraph of the supergraph but `viewer`, which is the gateway's own. */
  readonly subgraphs: readonly RunningSubgraph[];
  readonly sessions: SessionSource;
  /** Shown at `/dev/messages`, never in production. */
  readonly mailbox?: Mailbox | undefined;
  readonly logger: Logger;
  readonly metrics: Registry;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly pubsub: PubSub;
}

/** The gateway while it runs. */
export interface RunningGateway {
  /** Where it listens, such as `http://localhost:4000`. */
  readonly url: string;
  readonly port: number;
  /**
   * Answers a query or mutation of this process without HTTP, as whom the Authorization value names; nothing else is different.
   * @throws CallerError (UNAUTHENTICATED) when that value is no good.
   */
  execute(operation: SentOperation, authorization?: string): Promise<FormattedExecutionResult>;
  /** Answers what is in flight, ends subscriptions in good order, and lets go of the port. */
  stop(): Promise<void>;
}

/**
 * Opens the one public door.
 * @throws StartRefused when it can not listen; whatever is wrong with the supergraph.
 */
export async function startGateway(parts: GatewayParts): Promise<RunningGateway> {
  const { config, sessions, clock, ids, pubsub } = parts;
  const logger = parts.logger.child({ part: 'gateway' });
  const subgraphs = [startViewerSubgraph(logger), ...parts.subgraphs];
  const supergraph = await openSupergraph(config.supergraph, new Set(subgraphs.map(({ name }) => name)));
  const metrics = createGatewayMetrics(parts.metrics);
  const { planCacheSize, operationTimeout, fetchTimeout, breaker } = config;
  const guard = { fetchTimeout, breaker, clock, logger, observer: metrics.fetches };
  const transports = new Map(subgraphs.map(({ name, transport }) => [name, guardTransport(name, transport, guard)]));

  const turn = createTurns();
  const executor = createReferenceExecutor({ transports, logger, planCacheSize, operationTimeout, planned: metrics.planned, turn });
  const { production, bounds } = config;
  const { documents: limits, trustedOnly, persistedCharacters, statusCodes } = bounds;
  const operations = createOperations(executor, limits.cost, logger);
  const trusted = await readTrustedDocuments(bounds.trustedFile, trustedOnly);
  const admit = createAdmission({ limits, trusted, trustedOnly, persistedCharacters, turn });
  const graphqlServer = createGraphqlServer({ supergraph, operations, metrics, logger, production, statusCodes });
  await graphqlServer.start();

  const liveSessions = await watchSessions({ sessions, pubsub, clock, logger });
  const identify = createIdentify({ verify: createTokenVerifier(sessions, clock, logger), sessions: liveSessions, clock });
  const connections = watchConnections(identify, clock, logger);
  liveSessions.onChange((sessionId) => connections.sessionChanged(sessionId));
  const { maxMessageBytes, maxBodyBytes, drain, waiting } = config;
  const clientOf = createClientOf(config.trustedProxies);
  const socketParts = { supergraph, operations, graphqlServer, identify, clientOf, connections, metrics, clock, ids, logger };
  const webSockets = createWebSockets({ ...socketParts, production, maxMessageBytes, waiting, admit, limits: bounds.sockets });

  const mailbox = production ? null : (parts.mailbox ?? null);
  const serverParts = { subgraphs, sessions, metrics: parts.metrics, graphqlServer, identify, clientOf, webSockets, mailbox, ids, logger };
  const graphiql = bounds.graphiql ?? !production;
  const originSettings = { origins: bounds.origins, publicUrl: config.publicUrl, production };
  const door = { admit, statusCodes, graphiql, originSettings, arrival: bounds.arrival };
  const file = watchSupergraphFile({ file: config.supergraph, poll: config.supergraphPoll, source: supergraph, found: metrics.supergraphFound, logger });
  const letGo = async (): Promise<void> => {
    await file.stop();
    connections.stop();
    liveSessions.stop();
    await graphqlServer.stop();
  };
  const server = await startServer({ ...serverParts, ...door, secure: config.publicUrl?.startsWith('https:') ?? false, maxBodyBytes, drain, passTimeout: operationTimeout }, config.host, config.port).catch(
    async (error: unknown) => {
      await letGo();
      throw error;
    },
  );

  return {
    url: `http://${shownHost(config.host)}:${String(server.port)}`,
    port: server.port,
    async execute(operation, authorization) {
      const { viewer } = await identify(authorization);
      return answer(graphqlServer, operation, { viewer, requestId: ids.next(), internal: true });
    },
    async stop() {
      await server.stop();
      await letGo();
    },
  };
}

/** A host that can be opened in a browser: those that stand for every address of the machine can not. */
function shownHost(host: string): string {
  if (['127.0.0.1', '0.0.0.0', '::', '::1'].includes(host)) return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
