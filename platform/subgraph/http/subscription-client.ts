import { randomUUID } from 'node:crypto';
import type { ExecutionResult, GraphQLFormattedError } from 'graphql';
import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { SignIdentity } from '../../identity/sign.js';
import { IDENTITY_HEADER } from '../../identity/token.js';
import { pullIterator } from '../../iteration.js';
import { keepAlive } from '../../keep-alive.js';
import type { AbortEmitter } from '../abort-emitter.js';
import { ConnectionFailed, StreamLost, type RequestIdentity, type RequestOptions, type SubgraphRequest } from '../transport.js';
import { CONNECT_TIMEOUT, type Address, type Addresses } from './addresses.js';
import { asResult, type WireResult } from './results.js';
import { GRAPHQL_PATH, MORE_AFTER, signedOperation, SUBSCRIBE_PATH, WINDOW, type PongPayload } from './protocol.js';

/** Subscribes at a subgraph, over one socket for each of its addresses. */
export interface SubscriptionClient {
  subscribe(
    request: SubgraphRequest,
    identity: RequestIdentity,
    options?: RequestOptions,
  ): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult>;
  close(): Promise<void>;
}

/** Milliseconds between two looks whether a subgraph is still there: its end is noticed within twice that. */
const PING = 3_000;
/** Milliseconds that the other side may take to take up a socket. */
const ACKNOWLEDGE = 2_000;
/** Milliseconds that a socket without a subscription stays. */
const UNUSED = 10_000;
/** When we ourselves have no use for a socket any more. */
const NORMAL_CLOSURE = 1000;
const MOST_BYTES = 16 * 1024 * 1024;

/** A socket's side that runs or begins. */
interface Line {
  readonly client: Client;
  /** By the id of a subscription: hears that it was begun. */
  readonly beginnings: Map<string, () => void>;
  /** Grants more messages. */
  grant(id: string, count: number): void;
}

/** A client that connects when it is first asked. */
export function createSubscriptionClient(subgraph: string, addresses: Addresses, sign: SignIdentity): SubscriptionClient {
  const lines = new Map(addresses.all.map((address) => [address, openLine(subgraph, address, addresses, sign)]));
  return {
    async subscribe(request, identity, options) {
      const tried = new Set<Address>();
      let last: unknown;
      for (let address = addresses.next(tried); address; address = addresses.next(tried)) {
        tried.add(address);
        try {
          return await begin(subgraph, lines.get(address) as Line, withIdentity(subgraph, request, identity, sign), options?.signal);
        } catch (error) {
          addresses.spare(address);
          options?.signal?.throwIfAborted();
          // A subscription changes nothing: whatever became of this one, another may be begun.
          last = error;
        }
      }
      throw new ConnectionFailed(subgraph, { cause: last });
    },
    async close() {
      for (const { client } of lines.values()) await client.dispose();
    },
  };
}

function openLine(subgraph: string, address: Address, addresses: Addresses, sign: SignIdentity): Line {
  const beginnings = new Map<string, () => void>();
  let open: WebSocket | undefined;
  const client = createClient({
    url: `${address.origin.replace(/^http/, 'ws')}${GRAPHQL_PATH}`,
    webSocketImpl: class extends WebSocket {
      constructor(url: string, protocol: string) {
        // Nobody listens by the socket itself: it is only let in.
        const token = sign(subgraph, { viewer: null, requestId: randomUUID() }, GRAPHQL_PATH, '');
        super(url, protocol, { headers: { [IDENTITY_HEADER]: token }, handshakeTimeout: CONNECT_TIMEOUT, maxPayload: MOST_BYTES });
      }
    },
    lazyCloseTimeout: UNUSED,
    connectionAckWaitTimeout: ACKNOWLEDGE,
    retryAttempts: 0,
    generateID: ({ extensions }) => String(extensions?.['id']),
    on: {
      opened: (socket) => void keepAlive(socket as WebSocket, PING),
      connected: (socket) => (open = socket as WebSocket),
      closed: (event) => {
        if ((event as { code?: number }).code !== NORMAL_CLOSURE) addresses.spare(address);
      },
      pong: (received, payload) => {
        const { begun } = (payload ?? {}) as PongPayload;
        if (received && begun !== undefined) beginnings.get(begun)?.();
      },
    },
  });
  return {
    client,
    beginnings,
    grant(id, count) {
      const payload: PongPayload = { more: { id, count } };
      if (open?.readyState === WebSocket.OPEN) open.send(JSON.stringify({ type: 'pong', payload }));
    },
  };
}

interface SignedSubscription {
  readonly id: string;
  readonly query: string;
  readonly operationName?: string | undefined;
  readonly variables?: Record<string, unknown> | undefined;
  readonly extensions: Record<string, unknown>;
}

function withIdentity(subgraph: string, { query, operationName, variables }: SubgraphRequest, identity: RequestIdentity, sign: SignIdentity): SignedSubscription {
  const id = randomUUID();
  const token = sign(subgraph, identity, SUBSCRIBE_PATH, signedOperation({ query, operationName, variables }));
  return { id, query, operationName, variables: variables && { ...variables }, extensions: { id, identity: token, window: WINDOW } };
}

/** Resolves once the subgraph says that it has begun, or with the one result by which it refused. */
function begin(
  subgraph: string,
  line: Line,
  { id, ...payload }: SignedSubscription,
  signal: AbortEmitter | undefined,
): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
  return new Promise((resolve, reject) => {
    const arrived = new Arrived(subgraph);
    let begun = false;
    let refused: ExecutionResult | undefined;
    const unsubscribe = line.client.subscribe(payload, {
      next: (result) => {
        if (begun) arrived.push(asResult(result as WireResult));
        else refused = asResult(result as WireResult);
      },
      error: (error) => {
        settle();
        if (Array.isArray(error)) resolve(asResult({ errors: error as GraphQLFormattedError[] }));
        else reject(causeOf(error));
        arrived.lose(causeOf(error));
      },
      complete: () => {
        settle();
        if (refused) resolve(refused);
        else reject(new Error('A subscription ended before it began.'));
        arrived.end();
      },
    });
    const giveUp = (): void => {
      unsubscribe();
      reject(signal?.reason instanceof Error ? signal.reason : new Error('Nobody waits any more.'));
    };
    const settle = (): void => {
      line.beginnings.delete(id);
      signal?.off('abort', giveUp);
    };
    line.beginnings.set(id, () => {
      begun = true;
      settle();
      resolve(arrived.iterate((count) => line.grant(id, count), unsubscribe));
    });
    if (signal?.aborted) giveUp();
    else signal?.once('abort', giveUp);
  });
}

/** The close event of a socket, or whatever else went wrong, as an error. */
function causeOf(error: unknown): Error {
  if (error instanceof Error) return error;
  const { code, reason, error: inner } = error as { code?: number; reason?: string; error?: unknown };
  return inner instanceof Error ? inner : new Error(`The socket was closed with ${String(code)} ${reason ?? ''}`.trim());
}

/** Messages of one subscription that have arrived: never more than its window. */
class Arrived {
  private readonly waiting: ExecutionResult[] = [];
  private ended = false;
  private lost: Error | undefined;
  private wake: (() => void) | undefined;

  constructor(private readonly subgraph: string) {}

  push(result: ExecutionResult): void {
    this.waiting.push(result);
    this.wake?.();
  }

  end(): void {
    this.ended = true;
    this.wake?.();
  }

  lose(cause: Error): void {
    this.lost = cause;
    this.wake?.();
  }

  iterate(grant: (count: number) => void, unsubscribe: () => void): AsyncIterableIterator<ExecutionResult> {
    let taken = 0;
    return pullIterator(async (signal) => {
      while (!signal.aborted) {
        const next = this.waiting.shift();
        if (next) {
          taken += 1;
          if (taken % MORE_AFTER === 0) grant(MORE_AFTER);
          return next;
        }
        if (this.lost) throw new StreamLost(this.subgraph, { cause: this.lost });
        if (this.ended) return null;
        await new Promise<void>((resolve) => (this.wake = resolve));
      }
      return null;
    }, unsubscribe);
  }
}
