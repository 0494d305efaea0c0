import type { IncomingMessage, ServerResponse } from 'node:http';
import { getOperationAST, parse } from 'graphql';
import type { Registry } from 'prom-client';
import { z } from 'zod';
import type { SessionSource } from '../../identity/sessions.js';
import { IDENTITY_HEADER } from '../../identity/token.js';
import type { VerifiedIdentity, VerifyIdentity } from '../../identity/verify.js';
import { readText } from '../../http/body.js';
import { closeAfter, createDrainingServer, listen, refuseUpgrade, type ListenAt } from '../../http/draining-server.js';
import type { Logger } from '../../logger.js';
import type { PassedRequest, RunningSubgraph, SubgraphRequest } from '../transport.js';
import { GRAPHQL_PATH, NOT_BEGUN_HEADER, PASSED_PATH, SESSIONS_PATH } from './protocol.js';
import { answerSessionQuestion } from './session-questions.js';
import { createSubscriptionServer } from './subscription-server.js';

/** What is served. */
export interface SubgraphServerParts {
  readonly subgraph: RunningSubgraph;
  /** Of the subgraph that holds the sessions; asked by whoever speaks for everybody, and by no other. */
  readonly sessions?: SessionSource | undefined;
  readonly verify: VerifyIdentity;
  readonly metrics: Registry;
  readonly logger: Logger;
  /** Milliseconds: see `DrainTimes`. */
  readonly drain: { readonly delay: number; readonly timeout: number };
}

/** A subgraph while it listens. */
export interface SubgraphServer {
  readonly port: number;
  /** Lets those who ask go elsewhere, and answers what is in flight; the subgraph itself is stopped afterwards, by others. */
  stop(): Promise<void>;
}

/** Bytes of one request: entities are asked for by the thousand. */
const MOST_BYTES = 8 * 1024 * 1024;
/** Milliseconds that an idle connection stays: those who ask close theirs long before, so that none is closed under a request. */
const KEPT_ALIVE = 60_000;
/** Milliseconds without a request after which everybody who asks here has heard that it stops. */
const QUIET = 500;
/** Milliseconds that those who ask have to leave: more than they keep an idle connection. */
const LINGER = 5_000;
/** Milliseconds within which a request arrives. */
const ARRIVAL = { headersTimeout: 5_000, requestTimeout: 15_000 };
/** Bytes of all headers: the identity holds a browser's own words about itself, twice as long by then. */
const MOST_HEADER_BYTES = 64 * 1024;

/** One answer. */
interface Answer {
  readonly status: number;
  readonly body: string;
  readonly type?: string | undefined;
}

/**
 * Serves a subgraph to the gateway and to other subgraphs. `/livez`, `/readyz` and `/metrics` are open; everything else
 * is 401 without an identity that was signed for it.
 * @throws StartRefused when it can't listen there.
 */
export async function serveSubgraph(parts: SubgraphServerParts, at: ListenAt): Promise<SubgraphServer> {
  const { logger } = parts;
  const options = { ...ARRIVAL, keepAliveTimeout: KEPT_ALIVE, maxHeaderSize: MOST_HEADER_BYTES, noDelay: true };
  const draining = createDrainingServer(options, { ...parts.drain, quiet: QUIET, linger: LINGER }, (request, response) => {
    // Those who ask spare this address from then on, and so none of them connects when it closes.
    if (draining.isStopping()) closeAfter(response);
    answer(parts, draining.isStopping(), request)
      .catch((error: unknown): Answer => {
        logger.error({ err: error, path: request.url }, 'a request to the subgraph failed');
        return refusal(500, 'Something went wrong on our side.');
      })
      .then((answered) => send(response, answered))
      .catch((error: unknown) => logger.error({ err: error }, 'an answer could not be sent'));
  });
  const subscriptions = createSubscriptionServer(parts);
  draining.server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    if (draining.isStopping()) refuseUpgrade(socket, '503 Service Unavailable');
    else if (!identityOf(parts, request, '')) refuseUpgrade(socket, '401 Unauthorized');
    else subscriptions.upgrade(request, socket, head);
  });
  const port = await listen(draining.server, at);
  return { port, stop: () => draining.stop(() => subscriptions.stop()) };
}

async function answer(parts: SubgraphServerParts, stopping: boolean, request: IncomingMessage): Promise<Answer> {
  if (request.method === 'GET') {
    const open = await answerOpenly(parts, stopping, request.url);
    if (open) return open;
  }
  const text = await readText(request, MOST_BYTES);
  if (text === null) return refusal(413, 'The body is too long.');
  const verified = identityOf(parts, request, text);
  if (!verified) return refusal(401, 'This needs an identity that was signed for it.');
  if (request.method !== 'POST') return refusal(405, 'Only POST.');
  return answerVerified(parts, request.url, parseJson(text), verified);
}

function identityOf({ verify }: SubgraphServerParts, request: IncomingMessage, text: string): VerifiedIdentity | null {
  const token = request.headers[IDENTITY_HEADER];
  return verify(typeof token === 'string' ? token : undefined, request.url ?? '', text);
}

async function answerOpenly({ subgraph, metrics, logger }: SubgraphServerParts, stopping: boolean, path: string | undefined): Promise<Answer | null> {
  switch (path) {
    case '/livez':
      return json(200, { status: 'alive' });
    case '/readyz': {
      if (stopping) return json(503, { status: 'stopping' });
      const ready = await subgraph.ready().then(
        () => true,
        (error: unknown) => {
          logger.warn({ err: error }, 'not ready');
          return false;
        },
      );
      return json(ready ? 200 : 503, { status: ready ? 'ready' : 'unready' });
    }
    case '/metrics':
      return { status: 200, body: await metrics.metrics(), type: metrics.contentType };
    default:
      return null;
  }
}

const requestShape: z.ZodType<SubgraphRequest> = z.object({
  query: z.string(),
  operationName: z.string().optional(),
  variables: z.record(z.string(), z.unknown()).optional(),
});
const passedShape: z.ZodType<PassedRequest> = z.object({
  method: z.string(),
  path: z.string(),
  query: z.record(z.string(), z.string()),
  headers: z.record(z.string(), z.string()),
});

async function answerVerified(parts: SubgraphServerParts, path: string | undefined, body: unknown, verified: VerifiedIdentity): Promise<Answer> {
  const { subgraph, sessions } = parts;
  switch (path) {
    case GRAPHQL_PATH: {
      const request = requestShape.safeParse(body).data;
      if (!request) return refusal(400, 'The body is no GraphQL request.');
      if (verified.asksOnly && !isQuestion(request)) return refusal(403, `${verified.caller} may only ask.`);
      return json(200, await subgraph.transport.execute(request, verified.identity));
    }
    case PASSED_PATH: {
      const request = passedShape.safeParse(body).data;
      return request ? json(200, await subgraph.handle(request)) : refusal(400, 'The body is no request to pass on.');
    }
    case SESSIONS_PATH:
      if (!sessions || verified.asksOnly) return refusal(403, 'Sessions are not told here.');
      return json(200, await answerSessionQuestion(sessions, body));
    default:
      return refusal(404, 'There is nothing here.');
  }
}

function isQuestion({ query, operationName }: SubgraphRequest): boolean {
  try {
    return getOperationAST(parse(query, { noLocation: true }), operationName)?.operation === 'query';
  } catch {
    return false;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const json = (status: number, value: unknown): Answer => ({ status, body: JSON.stringify(value) });
const refusal = (status: number, error: string): Answer => json(status, { error });

function send(response: ServerResponse, { status, body, type = 'application/json; charset=utf-8' }: Answer): void {
  if (status === 503) response.setHeader(NOT_BEGUN_HEADER, '1');
  const bytes = Buffer.from(body, 'utf8');
  response.writeHead(status, { 'content-type': type, 'content-length': bytes.length, 'cache-control': 'no-store' }).end(bytes);
}
