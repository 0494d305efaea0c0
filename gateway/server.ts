import type { IncomingMessage, ServerResponse } from 'node:http';
import express, { type ErrorRequestHandler, type Express } from 'express';
import { createDrainingServer, listen, refuseUpgrade } from '../platform/http/draining-server.js';
import type { Ids } from '../platform/ids.js';
import type { Logger } from '../platform/logger.js';
import { isTracing, traced } from '../platform/telemetry/tracing.js';
import { allowOrigins, type AllowsOrigin, type OriginSettings } from './bounds/origins.js';
import type { ArrivalLimits } from './bounds/limits.js';
import { graphqlOverHttp, type GraphqlRoutesParts } from './http/graphql.js';
import { graphiqlForBrowsers, graphiqlRoutes, wantsGraphiql } from './http/graphiql.js';
import { healthRoutes, type HealthParts } from './http/health.js';
import { mailboxRoutes, type Mailbox } from './http/mailbox.js';
import { pageRoutes } from './http/pages.js';
import { nothingHere, webApplicationRoutes } from './http/web-application.js';
import { passToSubgraphs } from './http/passed-paths.js';
import { giveRequestId, requestIdOf } from './http/request-id.js';
import { securityHeaders } from './http/security-headers.js';
import { sendJson } from './http/send-json.js';
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
    (request, response) => answerTraced(answer, request, response),
  );
  const answer = createAnswer({ ...parts, isStopping: () => draining.isStopping() }, (origin) => allowsOrigin(origin));
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
function answerTraced(answer: Answer, request: IncomingMessage, response: ServerResponse): void {
  if (!isTracing()) {
    answer(request, response);
    return;
  }
  const method = request.method ?? '';
  void traced(`${method} request`, { 'http.request.method': method, 'url.path': pathOf(request.url) }, async (span) => {
    const closed = new Promise((resolve) => response.once('close', resolve));
    answer(request, response);
    await closed;
    span.set('http.response.status_code', response.statusCode);
  });
}

/** As routes take it: without regard to case, with or without a slash behind it. */
const GRAPHQL = /^\/graphql\/?$/i;

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** GraphQL goes straight to where it is answered; everything else through the routes of pages, files and health. */
function createAnswer(parts: ServerParts & HealthParts, allowsOrigin: AllowsOrigin): Answer {
  const app = createApp(parts);
  const answerGraphql = graphqlOverHttp(parts, allowsOrigin);
  return (request, response) => {
    giveRequestId(request, response, parts.ids);
    securityHeaders(response);
    if (!GRAPHQL.test(pathOf(request.url)) || (parts.graphiql && wantsGraphiql(request))) app(request, response);
    else answerGraphql(request, response).catch((error: unknown) => fail(error, response, parts.logger));
  };
}

function createApp(parts: ServerParts & HealthParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.use(healthRoutes(parts));
  if (parts.graphiql) {
    app.get('/graphql', graphiqlForBrowsers);
    app.use('/graphiql', graphiqlRoutes());
  }
  if (parts.mailbox) app.use('/dev/messages', mailboxRoutes(parts.mailbox));
  app.use(webApplicationRoutes());
  app.use(pageRoutes());
  app.use(passToSubgraphs(parts.subgraphs, parts.passTimeout));
  app.use(nothingHere);
  app.use(lastResort(parts.logger));
  return app;
}

function lastResort(logger: Logger): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) next(error);
    else fail(error, response, logger);
  };
}

/** Says that a request failed; once the answer has begun, by cutting it off. */
function fail(error: unknown, response: ServerResponse, logger: Logger): void {
  const requestId = requestIdOf(response);
  const told = (error as { status?: unknown } | null | undefined)?.status;
  const status = typeof told === 'number' && told < 500 ? told : 500;
  if (status === 500) logger.error({ err: error, requestId }, 'a request failed');
  if (response.headersSent) {
    response.destroy();
    return;
  }
  sendJson(response, status, { error: status === 500 ? 'Something went wrong on our side.' : 'This request can not be read.', requestId });
}

const pathOf = (url = ''): string => url.split('?', 1)[0] ?? '';
