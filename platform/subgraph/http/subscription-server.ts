import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { getOperationAST, GraphQLError, parse, type DocumentNode, type ExecutionArgs, type ExecutionResult } from 'graphql';
import { CloseCode, handleProtocols, makeServer, MessageType, stringifyMessage, type Context, type SubscribePayload } from 'graphql-ws';
import { WebSocketServer, type WebSocket } from 'ws';
import { z } from 'zod';
import type { VerifyIdentity } from '../../identity/verify.js';
import { pullIterator } from '../../iteration.js';
import { keepAlive } from '../../keep-alive.js';
import type { Logger } from '../../logger.js';
import type { RequestIdentity, RunningSubgraph, SubgraphRequest } from '../transport.js';
import { SERVICE_RESTART, signedOperation, SUBSCRIBE_PATH, type PongPayload, type SubscribeExtensions } from './protocol.js';
import { openWindow, type Window } from './window.js';

/** What serves subscriptions. */
export interface SubscriptionServer {
  /** Takes over a request to upgrade that was let in. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Closes every socket with 1012, after which those who listen go elsewhere, and ends what ran on them. */
  stop(): Promise<void>;
}

interface Extra extends Record<PropertyKey, unknown> {
  readonly socket: WebSocket;
  /** Of the subscriptions that asked for one, by id. */
  readonly windows: Map<string, Window>;
}
type SocketContext = Context<Record<string, unknown>, Extra>;

/** What `onSubscribe` found out, for `subscribe`. */
interface Subscribing extends ExecutionArgs {
  readonly request: SubgraphRequest;
  readonly identity: RequestIdentity;
  readonly id: string;
  readonly extra: Extra;
}

const MOST_BYTES = 1024 * 1024;
/** Milliseconds between two looks whether the other side is still there. */
const PING = 5_000;
/** Milliseconds that a socket may take to close. */
const CLOSING = 1_000;

const extensionsShape: z.ZodType<SubscribeExtensions> = z.object({ identity: z.string().optional(), window: z.number().int().positive().optional() });
const pongShape: z.ZodType<PongPayload> = z.object({ more: z.object({ id: z.string(), count: z.number().int().positive() }).optional() });

/**
 * Serves subscriptions by graphql-transport-ws, many on one socket, each with the identity that is signed for it: that is
 * looked at when one begins, and holds for as long as it lasts, since whoever asked for it ends it.
 */
export function createSubscriptionServer(parts: { subgraph: RunningSubgraph; verify: VerifyIdentity; logger: Logger }): SubscriptionServer {
  const server = new WebSocketServer({ noServer: true, handleProtocols, maxPayload: MOST_BYTES });
  const protocol = makeServer<Record<string, unknown>, Extra>({
    onSubscribe: (context, id, sent) => prepare(parts.verify, context, id, sent),
    subscribe: (args) => begin(parts.subgraph, args as Subscribing),
    onPong: ({ extra }, payload) => {
      const more = pongShape.safeParse(payload).data?.more;
      if (more) extra.windows.get(more.id)?.grant(more.count);
    },
    onComplete: ({ extra }, id) => void extra.windows.delete(id),
  });
  server.on('connection', (socket: WebSocket) => {
    keepAlive(socket, PING);
    carry(protocol, socket, parts.logger);
  });
  return {
    upgrade(request, socket, head) {
      server.handleUpgrade(request, socket, head, (accepted) => server.emit('connection', accepted, request));
    },
    async stop() {
      const closed = [...server.clients].map((socket) => new Promise((resolve) => socket.once('close', resolve)));
      for (const socket of server.clients) socket.close(SERVICE_RESTART, 'Service restart');
      const patience = setTimeout(() => server.clients.forEach((socket) => socket.terminate()), CLOSING);
      await Promise.all(closed);
      clearTimeout(patience);
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function carry(protocol: ReturnType<typeof makeServer<Record<string, unknown>, Extra>>, socket: WebSocket, logger: Logger): void {
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      send: (text) => new Promise<void>((resolve, reject) => socket.send(text, (error) => (error ? reject(error) : resolve()))),
      close: (code, reason) => socket.close(code, reason),
      onMessage: (heard) =>
        socket.on('message', (bytes) => {
          heard((bytes as Buffer).toString('utf8')).catch((error: unknown) => {
            if (socket.readyState !== socket.OPEN) return;
            logger.error({ err: error }, 'a message on a socket failed');
            socket.close(CloseCode.InternalServerError, 'Internal server error');
          });
        }),
    },
    { socket, windows: new Map() },
  );
  socket.on('error', (error) => logger.debug({ err: error }, 'a socket failed'));
  socket.once('close', (code, reason) => {
    Promise.resolve(closed(code, String(reason))).catch((error: unknown) => logger.error({ err: error }, 'what ran on a socket could not be ended'));
  });
}

/** Finds out on whose behalf. What is no subscription, or not signed, closes the socket: only a fault of our own can send it. */
function prepare(verify: VerifyIdentity, { extra }: SocketContext, id: string, sent: SubscribePayload): Subscribing | readonly GraphQLError[] {
  const extensions = extensionsShape.safeParse(sent.extensions ?? {}).data ?? {};
  const verified = verify(extensions.identity, SUBSCRIBE_PATH, signedOperation(sent));
  if (!verified || verified.asksOnly) {
    extra.socket.close(CloseCode.Unauthorized, 'Unauthorized');
    throw new Error('A subscription came without an identity that was signed for it.');
  }
  const document = readDocument(sent.query);
  if (document instanceof GraphQLError) return [document];
  const operationName = sent.operationName ?? undefined;
  if (getOperationAST(document, operationName)?.operation !== 'subscription') {
    extra.socket.close(CloseCode.BadRequest, 'Only subscriptions');
    throw new Error('Something else than a subscription came over a socket.');
  }
  if (extensions.window !== undefined) extra.windows.set(id, openWindow(extensions.window));
  const request = { query: sent.query, operationName, variables: sent.variables ?? undefined };
  // `schema` is looked at by graphql-ws alone, and there for nothing but that it is given.
  return { schema: undefined as never, document, request, identity: verified.identity, id, extra };
}

function readDocument(query: string): DocumentNode | GraphQLError {
  try {
    return parse(query, { noLocation: true });
  } catch (error) {
    return error instanceof GraphQLError ? error : new GraphQLError(String(error));
  }
}

async function begin({ transport }: RunningSubgraph, { request, identity, id, extra }: Subscribing): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
  const source = await transport.subscribe(request, identity);
  if (!(Symbol.asyncIterator in source)) return source;
  const { socket, windows } = extra;
  const begun: PongPayload = { begun: id };
  socket.send(stringifyMessage({ type: MessageType.Pong, payload: { ...begun } }));
  const window = windows.get(id);
  return window ? paced(source, window) : source;
}

/** The same messages, each when there is room for it. */
function paced<T>(source: AsyncIterableIterator<T>, window: Window): AsyncIterableIterator<T> {
  return pullIterator(
    async (signal) => {
      await window.take(signal);
      if (signal.aborted) return null;
      const next = await source.next();
      return next.done ? null : next.value;
    },
    async () => {
      await source.return?.();
    },
  );
}
