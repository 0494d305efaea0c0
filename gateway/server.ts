import type { IncomingMessage, ServerResponse } from 'node:http';
import express, { type ErrorRequestHandler, type Express } from 'express';
import { createDrainingServer, listen, refuseUpgrade } from '../platform/http/draining-server.js';
import type { Ids } from '../platform/ids.js';
import type { Logger } from '../platform/logger.js';
import { isTracing, traced } from '../platform/telemetry/tracing.js';
import { allowOrigins, type AllowsOrigin, type OriginSettings } from './bounds/origins.js';
import type { ArrivalLimits } from './bounds/limits.js';
import { graphqlRoutes, type GraphqlRoutesParts } from './http/graphql.js';
import { graphiqlForBrowsers, graphiqlRoutes } from './http/graphiql.js';
import { healthRoutes, type HealthParts } from './http/health.js';
import { mailboxRoutes, type Mailbox } from './http/mailbox.js';
import { pageRoutes } from './http/pages.js';
import { nothingHere, webApplicationRoutes } from './http/web-application.js';
import { passToSubgraphs } from './http/passed-paths.js';
import { requestIdOf, requestIds } from './http/request-id.js';
import { securityHeaders } from './http/security-headers.js';
import type { WebSockets } from './subscriptions/websocket.js';

/** What stands behind the addresses. */
export interface ServerParts extends Omit<HealthParts, 'isStopping'>, GraphqlRoutesParts {
  readonly webSockets: WebSockets;
  readonly arrival: ArrivalLimits;
  readonly originSettings: OriginSettings;
  readonly graphiql: boolean;
  /** Null where nobody may read what was sent. */
  readonly mailbox: Mailbox | null;
  readonly ids: Ids;
  readonly logger: Logger;
  /** Milliseconds: see `DrainTimes`. */
  readonly drain: { readonly delay: number; readonly timeout: number };
  /** Milliseconds that a subgraph may take for a path of its own, such as a feed. */
  readonly passTimeout: number;
}

/** The gateway's HTTP server while it listens. */
export interface RunningServer {
  readonly port: number;
  /**
   * Says "not ready", closes sockets so that clients connect elsewhere, answers what is in flight and what still comes on
   * connections that are kept alive, takes no new ones, and waits for `drain.timeout` at most.
   */
  stop(): Promise<void>;
}

/**
 * Milliseconds between taking no more connections and closing those that are idle: a request that is on its way on one
 * that was kept alive is answered, and not cut off.
 */
const LINGER = 250;
/** Milliseconds between two looks for requests that take too long to arrive. */
const CHECK_ARRIVAL = 500;

/**
 * Listens.
 * @throws StartRefused when the port is in use, or may not be used.
 */
export async function startServer(parts: ServerParts, host: string, port: number): Promise<RunningServer> {
  let allowsOrigin: AllowsOrigin = () => false;
  const { delay, timeout } = parts.drain;
  const draining = createDrainingServer(
    { ...parts.arrival, connectionsCheckingInterval: CHECK_ARRIVAL },
    { delay, quiet: 0, linger: LINGER, timeout },
    (request, response) => answerTraced(app, request, response),
  );
  const app = createApp({ ...parts, isStopping: () => draining.isStopping() }, (origin) => allowsOrigin(origin));
  const { server } = draining;
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    if (draining.isClosing()) refuseUpgrade(socket, '503 Service Unavailable');
    else if (pathOf(request.url) !== '/graphql') refuseUpgrade(socket, '404 Not Found');
    else if (!allowsOrigin(request.headers.origin)) refuseUpgrade(socket, '403 Forbidden');
    else parts.webSockets.upgrade(request, socket, head);
  });
  const listensAt = await listen(server, { host, port, settings: { host: 'HOST', port: 'PORT' } });
  allowsOrigin = allowOrigins(parts.originSettings, listensAt);
  return { port: listensAt, stop: () => draining.stop(() => parts.webSockets.stop()) };
}

/** One request, as one span until its answer has left. Traces begin here: what a client sends of its own is not followed. */
function answerTraced(app: Express, request: IncomingMessage, response: ServerResponse): void {
  if (!isTracing()) {
    app(request, response);
    return;
  }
  const method = request.method ?? '';
  void traced(`${method} request`, { 'http.request.method': method, 'url.path': pathOf(request.url) }, async (span) => {
    const closed = new Promise((resolve) => response.once('close', resolve));
    app(request, response);
    await closed;
    span.set('http.response.status_code', response.statusCode);
  });
}

function createApp(parts: ServerParts & HealthParts, allowsOrigin: AllowsOrigin): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.use(requestIds(parts.ids), securityHeaders);
  app.use(healthRoutes(parts));
  if (parts.graphiql) {
    app.use('/graphql', graphiqlForBrowsers);
    app.use('/graphiql', graphiqlRoutes());
  }
  app.use('/graphql', graphqlRoutes(parts, allowsOrigin));
  if (parts.mailbox) app.use('/dev/messages', mailboxRoutes(parts.mailbox));
  app.use(webApplicationRoutes());
  app.use(pageRoutes());
  app.use(passToSubgraphs(parts.subgraphs, parts.passTimeout));
  app.use(nothingHere);
  app.use(lastResort(parts.logger));
  return app;
}

function lastResort(logger: Logger): ErrorRequestHandler {
  return (error: { status?: unknown }, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const status = typeof error.status === 'number' && error.status < 500 ? error.status : 500;
    const requestId = requestIdOf(request);
    if (status === 500) logger.error({ err: error, requestId }, 'a request failed');
    response.status(status).json({ error: status === 500 ? 'Something went wrong on our side.' : 'This request can not be read.', requestId });
  };
}

const pathOf = (url = ''): string => url.split('?', 1)[0] ?? '';
