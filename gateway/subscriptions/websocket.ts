import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { getOperationAST, GraphQLError, type ExecutionArgs, type ExecutionResult, type FormattedExecutionResult } from 'graphql';
import { CloseCode, handleProtocols, makeServer, type Context, type SubscribePayload } from 'graphql-ws';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Clock } from '../../platform/clock.js';
import { CallerError } from '../../platform/errors.js';
import type { Ids } from '../../platform/ids.js';
import { pullIterator } from '../../platform/iteration.js';
import type { Logger } from '../../platform/logger.js';
import { callerError } from '../../platform/subgraph/error-format.js';
import { StreamLost, type RequestIdentity } from '../../platform/subgraph/transport.js';
import { isStream } from '../executor/executor.js';
import { answer, type GraphqlServer } from '../graphql-server.js';
import { ConnectionsPerPerson } from '../bounds/connections-per-person.js';
import type { SocketLimits } from '../bounds/limits.js';
import { RunningOperations } from '../bounds/running-operations.js';
import type { Admission } from '../documents/admission.js';
import type { ClientOf } from '../http/client.js';
import type { Identify } from '../identity.js';
import { outcomeOf, type GatewayMetrics } from '../metrics.js';
import type { OperationRequest, Operations } from '../operations.js';
import type { SupergraphSource } from '../supergraph.js';
import { FORBIDDEN, recognise, SERVICE_RESTART, TRY_AGAIN_LATER, type Connection, type Connections } from './connections.js';
import { createDocumentCheck } from './documents.js';
import { createOutboxes, type WaitingLimits } from './outbox.js';
import { carry, ListenerSocket } from './socket.js';

/** What the socket side needs. */
export interface WebSocketParts {
  readonly supergraph: SupergraphSource;
  readonly operations: Operations;
  readonly graphqlServer: GraphqlServer;
  readonly identify: Identify;
  readonly clientOf: ClientOf;
  readonly connections: Connections;
  readonly metrics: GatewayMetrics;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
  readonly production: boolean;
  readonly maxMessageBytes: number;
  readonly waiting: WaitingLimits;
  readonly admit: Admission;
  readonly limits: SocketLimits;
}

/** GraphQL over WebSockets. */
export interface WebSockets {
  /** Takes over a request to upgrade. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Closes every socket with 1001, after which clients connect again, and ends what ran on them. */
  stop(): Promise<void>;
}

interface Extra extends Record<PropertyKey, unknown> {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
  readonly running: RunningOperations;
  connection?: Connection;
}
type SocketContext = Context<Record<string, unknown>, Extra>;

/** What `onSubscribe` found out, for `execute` and `subscribe`. */
interface SocketOperation extends ExecutionArgs {
  readonly request: OperationRequest;
  readonly connection: Connection;
  readonly payload: SubscribePayload;
}

/** Speaks graphql-transport-ws: queries and mutations take the way of HTTP, subscriptions are served beside it. */
export function createWebSockets(parts: WebSocketParts): WebSockets {
  const server = new WebSocketServer({ noServer: true, handleProtocols, maxPayload: parts.maxMessageBytes, WebSocket: ListenerSocket });
  const outboxes = createOutboxes(parts.waiting, parts.metrics);
  const check = createDocumentCheck(parts.production);
  const perPerson = new ConnectionsPerPerson(parts.limits.connections);

  const protocol = makeServer<Record<string, unknown>, Extra>({
    connectionInitWaitTimeout: parts.limits.initTimeout,
    onConnect: (context) => connect(parts, perPerson, context),
    onDisconnect: ({ extra }) => {
      if (extra.connection) parts.connections.remove(extra.connection);
    },
    onSubscribe: async ({ extra }, _id, sent) => {
      const tooMany = extra.running.begin(sent);
      if (tooMany) return [tooMany];
      const prepared = await prepare(parts, check, extra, sent);
      if (isRefusal(prepared)) extra.running.end(sent);
      return prepared;
    },
    execute: (args) => execute(parts, args as SocketOperation),
    subscribe: (args) => subscribe(parts, args as SocketOperation),
    onNext: (_context, _id, _payload, _args, result) => formatted(result),
    onComplete: ({ extra }, _id, sent) => extra.running.end(sent),
  });
  server.on('connection', (socket: WebSocket, request: IncomingMessage) => {
    parts.metrics.sockets.inc();
    socket.once('close', () => parts.metrics.sockets.dec());
    carry(protocol, socket, { socket, request, running: new RunningOperations(parts.limits.subscriptions) }, outboxes, parts.logger);
  });

  return {
    upgrade(request, socket, head) {
      server.handleUpgrade(request, socket, head, (accepted) => server.emit('connection', accepted, request));
    },
    async stop() {
      const closed = [...server.clients].map((socket) => new Promise((resolve) => socket.once('close', resolve)));
      for (const socket of server.clients) socket.close(1001, 'Going away');
      const patience = setTimeout(() => server.clients.forEach((socket) => socket.terminate()), 1000);
      await Promise.all(closed);
      clearTimeout(patience);
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** Finds out who connects. The key may be written in any case, as that of a header. */
async function connect(
  { identify, clientOf, connections, clock, logger }: WebSocketParts,
  perPerson: ConnectionsPerPerson,
  { connectionParams, extra }: SocketContext,
): Promise<boolean> {
  const given = Object.entries(connectionParams ?? {}).find(([key]) => key.toLowerCase() === 'authorization')?.[1];
  const authorization = typeof given === 'string' ? given : undefined;
  const { socket, request } = extra;
  try {
    if (given !== undefined && given !== null && authorization === undefined) return false;
    const client = clientOf(request);
    const caller = await identify(authorization);
    if (socket.readyState !== socket.OPEN) return true;
    if (caller.viewer) {
      const giveBack = perPerson.take(caller.viewer.userId);
      if (!giveBack) {
        socket.close(CloseCode.TooManyInitialisationRequests, 'Too many connections');
        return true;
      }
      socket.once('close', giveBack);
    }
    const lookedAt = clock.now().getTime();
    extra.connection = { socket, authorization, caller, lookedAt, client };
    connections.add(extra.connection);
    return true;
  } catch (error) {
    if (error instanceof CallerError && error.code === 'UNAUTHENTICATED') socket.close(FORBIDDEN, error.message);
    else if (error instanceof CallerError) socket.close(TRY_AGAIN_LATER, error.message);
    else {
      logger.error({ err: error }, 'a connection failed');
      socket.close(CloseCode.InternalServerError, 'Internal server error');
    }
    return true;
  }
}

type Refusal = readonly GraphQLError[];
const isRefusal = (prepared: SocketOperation | Refusal): prepared is Refusal => Array.isArray(prepared);

/** Admits, parses and validates what a client sent, as HTTP does. */
async function prepare(
  { admit, supergraph: source }: WebSocketParts,
  check: ReturnType<typeof createDocumentCheck>,
  { connection, running }: Extra,
  sent: SubscribePayload,
): Promise<SocketOperation | Refusal> {
  if (!connection) return [new GraphQLError('Connect first.', { extensions: { code: 'UNAUTHENTICATED' } })];
  const admitted = await admit(sent);
  if (admitted && 'refused' in admitted) return [admitted.refused];
  const payload = { ...sent, query: admitted?.text ?? sent.query };
  const supergraph = source.current();
  const checked = check(supergraph, payload.query);
  if ('errors' in checked) return checked.errors;
  const { document } = checked;
  const operationName = payload.operationName ?? undefined;
  const operation = getOperationAST(document, operationName)?.operation;
  if (!operation) return [new GraphQLError('Which operation is meant?', { extensions: { code: 'BAD_USER_INPUT' } })];
  const tooMany = operation === 'subscription' ? running.listen(sent) : null;
  if (tooMany) return [tooMany];
  const request = { supergraph, document, source: payload.query, operationName, variables: payload.variables ?? {} };
  return { schema: supergraph.apiSchema, document, operationName, request, connection, payload };
}

/** Asks again who is there, for each operation and each message. */
function identityOf({ identify }: WebSocketParts, connection: Connection, requestId: string): () => Promise<RequestIdentity> {
  const { authorization, client } = connection;
  return async () => {
    const begun = performance.now();
    recognise(connection, await identify(authorization));
    return { viewer: connection.caller.viewer, requestId, waited: performance.now() - begun, ...client };
  };
}

async function execute(parts: WebSocketParts, { connection, payload }: SocketOperation): Promise<ExecutionResult> {
  try {
    const identity = await identityOf(parts, connection, parts.ids.next())();
    return (await answer(parts.graphqlServer, payload, identity)) as unknown as ExecutionResult;
  } catch (error) {
    if (error instanceof CallerError) return { errors: [callerError(error)] };
    throw error;
  }
}

async function subscribe(
  { operations, metrics, ids, ...parts }: WebSocketParts,
  { request, connection }: SocketOperation,
): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
  const identityNow = identityOf({ operations, metrics, ids, ...parts }, connection, ids.next());
  const result = await operations.subscribe(request, identityNow);
  const counted = { type: 'subscription', transport: 'websocket', seconds: 0, name: request.operationName, hash: hashOf(request.source) } as const;
  if (!isStream(result)) {
    metrics.operation({ ...counted, outcome: outcomeOf(result) });
    return result;
  }
  metrics.subscriptions.inc();
  return whenEnded(closingWhenLost(result, connection), () => {
    metrics.subscriptions.dec();
    metrics.operation({ ...counted, outcome: 'ok' });
  });
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The same iterator, which closes the socket when the way to a subgraph breaks off: clients connect again, and go on after the last cursor. */
function closingWhenLost<T>(source: AsyncIterableIterator<T>, { socket }: Connection): AsyncIterableIterator<T> {
  return pullIterator(
    async () => {
      try {
        const next = await source.next();
        return next.done ? null : next.value;
      } catch (error) {
        if (!(error instanceof StreamLost)) throw error;
        socket.close(SERVICE_RESTART, 'A part of the service restarts.');
        return null;
      }
    },
    async () => {
      await source.return?.();
    },
  );
}

/** The same iterator, telling once that it has ended. */
function whenEnded<T>(source: AsyncIterableIterator<T>, tell: () => void): AsyncIterableIterator<T> {
  let told = false;
  const ended = (): void => {
    if (!told) tell();
    told = true;
  };
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      const next = await source.next();
      if (next.done) ended();
      return next;
    },
    async return() {
      ended();
      await source.return?.();
      return { value: undefined, done: true };
    },
    async throw(error) {
      ended();
      await source.return?.();
      throw error;
    },
  };
}

/** Results of Apollo Server have plain errors, those of subscriptions GraphQLErrors. */
function formatted({ errors, ...rest }: ExecutionResult): FormattedExecutionResult {
  if (!errors) return rest;
  return { ...rest, errors: errors.map((error) => (error instanceof GraphQLError ? error.toJSON() : error)) };
}
