import type { ExecutionResult } from 'graphql';
import type { Viewer } from '../identity/viewer.js';
import { CallerError, subgraphUnavailable, type ErrorCode } from '../errors.js';
import type { Ids } from '../ids.js';
import { answerWithin, SubgraphSilent } from './patience.js';
import { ConnectionFailed, type SubgraphRequest, type SubgraphTransport } from './transport.js';

/** Milliseconds that another subgraph may take: less than the gateway waits for whoever asks it. */
const PATIENCE = 2500;

/** Asks another subgraph by an ordinary query of the contract, as the person concerned. */
export interface SubgraphClient {
  /**
   * The answer's `data`; fields that failed are null in it. When nothing at all came back it throws a CallerError
   * with the code that the other subgraph gave, or SUBGRAPH_UNAVAILABLE, also after 2.5 s of silence. `strict` throws as well when a root field
   * failed, so that null means nothing but: there is none.
   */
  ask<Data>(subgraph: string, request: SubgraphRequest, viewer: Viewer | null, options?: { strict?: boolean }): Promise<Data>;
}

/** A client over transports that are looked up at each call, so that subgraphs may start in any order. */
export function createSubgraphClient(transportOf: (subgraph: string) => SubgraphTransport | undefined, ids: Ids): SubgraphClient {
  return {
    async ask<Data>(
      subgraph: string,
      request: SubgraphRequest,
      viewer: Viewer | null,
      options: { strict?: boolean } = {},
    ): Promise<Data> {
      const transport = transportOf(subgraph);
      if (!transport) throw subgraphUnavailable();
      const identity = { viewer, requestId: ids.next() };
      const result = await answerWithin(PATIENCE, subgraph, (signal) => transport.execute(request, identity, { signal })).catch(asUnavailable);
      const roots = Object.entries(result.data ?? {});
      const failed = options.strict === true && roots.some(([root, value]) => value === null && hasFailed(result, root));
      if (result.data && !failed) return result.data as Data;
      const error = result.errors?.[0];
      if (!error) throw subgraphUnavailable();
      throw new CallerError(error.extensions['code'] as ErrorCode, error.message, error.extensions);
    },
  };
}

const hasFailed = (result: ExecutionResult, root: string): boolean =>
  result.errors?.some((error) => error.path?.[0] === root) ?? false;

function asUnavailable(error: unknown): never {
  throw error instanceof SubgraphSilent || error instanceof ConnectionFailed ? subgraphUnavailable() : error;
}
