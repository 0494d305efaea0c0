import { randomUUID } from 'node:crypto';
import type { SessionSource } from '../../identity/sessions.js';
import type { SignIdentity } from '../../identity/sign.js';
import type { Logger } from '../../logger.js';
import { answerWithin } from '../patience.js';
import { ConnectionFailed, isQuery, type PassedResponse, type RequestIdentity, type RunningSubgraph } from '../transport.js';
import { isReady, openAddresses } from './addresses.js';
import { createAsk, type Question } from './caller.js';
import type { HedgeLimits } from './hedging.js';
import { GRAPHQL_PATH, PASSED_PATH, SESSIONS_PATH } from './protocol.js';
import { asResult, type WireResult } from './results.js';
import { remoteSessions } from './session-questions.js';
import { createSubscriptionClient } from './subscription-client.js';

/** A subgraph that runs elsewhere, as it looks to who asks it. */
export interface RemoteSubgraph extends RunningSubgraph {
  /** Of the subgraph that holds the sessions; others refuse. */
  readonly sessions: SessionSource;
}

/** What is needed to reach one. */
export interface RemoteSubgraphOptions {
  readonly name: string;
  /** Where it serves, each as good as the other, such as `http://127.0.0.1:4001`. */
  readonly origins: readonly string[];
  readonly sign: SignIdentity;
  readonly logger: Logger;
  /** What plain paths of its own begin with; it is not asked for others. */
  readonly ownPaths?: readonly string[] | undefined;
  /** When another address is asked as well; as in production unless given. */
  readonly hedges?: HedgeLimits | undefined;
}

/** Milliseconds that a plain path may take; whoever waits for it gives up no later. */
const PATH_PATIENCE = 10_000;
/** Milliseconds that a question about a session may take; whoever asks gives up much earlier, and asks again. */
const SESSION_PATIENCE = 2_000;

/**
 * Reaches a subgraph by HTTP and graphql-transport-ws, at whichever of its addresses is well. `ready()` resolves from the
 * first time on that it was ready: later outages cost its own fields, and not those who ask. `stop()` lets go of the connections.
 */
export function reachSubgraph({ name, origins, sign, logger, ownPaths = [], hedges }: RemoteSubgraphOptions): RemoteSubgraph {
  const addresses = openAddresses(origins, logger.child({ subgraph: name }));
  const ask = createAsk({ subgraph: name, addresses, sign, hedges });
  const askWithin = (milliseconds: number, question: Question): Promise<unknown> =>
    answerWithin(milliseconds, name, (signal) => ask({ signal, ...question }));
  const subscriptions = createSubscriptionClient(name, addresses, sign);
  let wasReady = false;
  return {
    name,
    transport: {
      async execute(request, identity, options) {
        const { query, operationName, variables } = request;
        const body = { query, operationName, variables };
        const answer = await ask({ path: GRAPHQL_PATH, body, identity, repeatable: isQuery(request), signal: options?.signal });
        return asResult(answer as WireResult);
      },
      subscribe: (request, identity, options) => subscriptions.subscribe(request, identity, options),
    },
    async handle(request) {
      if (!ownPaths.some((beginning) => request.path.startsWith(beginning))) return null;
      return (await askWithin(PATH_PATIENCE, { path: PASSED_PATH, body: request, identity: asNobody(), repeatable: true })) as PassedResponse | null;
    },
    sessions: remoteSessions((question) =>
      askWithin(SESSION_PATIENCE, { path: SESSIONS_PATH, body: question, identity: asNobody(), repeatable: true }),
    ),
    async ready() {
      if (!wasReady && !(await Promise.all(addresses.all.map(isReady))).includes(true)) throw new ConnectionFailed(name);
      wasReady = true;
    },
    async stop() {
      await subscriptions.close();
      await addresses.close();
    },
  };
}

const asNobody = (): RequestIdentity => ({ viewer: null, requestId: randomUUID() });
