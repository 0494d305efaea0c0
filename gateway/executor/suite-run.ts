import { parse, type ExecutionResult } from 'graphql';
import type { Viewer } from '../../platform/identity/viewer.js';
import type { RequestIdentity, SubgraphTransport } from '../../platform/subgraph/transport.js';
import { buildSupergraph } from '../supergraph.js';
import { startTestGraph, testSupergraph, type TestGraph } from '../test/support/graph.js';
import type { Executor, Operation } from './executor.js';

export const ada: Viewer = { userId: 'u1', sessionId: 's1', role: 'MEMBER', scopes: new Set(['BOOKING_WRITE']) };
export const asAda: RequestIdentity = { viewer: ada, requestId: 'r1' };
const supergraph = buildSupergraph(testSupergraph());

/** An executor over a small graph of its own. */
export interface Run {
  readonly graph: TestGraph;
  readonly executor: Executor;
  /** What Ada is sent. */
  run(query: string, variables?: Record<string, unknown>, operationName?: string): Promise<unknown>;
}

export function startRun(create: (transports: ReadonlyMap<string, SubgraphTransport>) => Executor): Run {
  const graph = startTestGraph();
  const executor = create(graph.transports);
  return {
    graph,
    executor,
    run: async (query, variables, operationName) => sent(await executor.execute(operation(query, variables, operationName), asAda)),
  };
}

export function operation(query: string, variables: Record<string, unknown> = {}, operationName?: string): Operation {
  return { supergraph, document: parse(query), operationName, variables, planKey: `${operationName ?? ''} ${query}` };
}

/** As a client reads it. */
export const sent = (result: ExecutionResult): unknown => JSON.parse(JSON.stringify(result));
