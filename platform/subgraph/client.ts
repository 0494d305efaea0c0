import type { Viewer } from '../identity/viewer.js';
import { CallerError, type ErrorCode } from '../errors.js';
import type { Ids } from '../ids.js';
import type { SubgraphRequest, SubgraphTransport } from './transport.js';

/** Asks another subgraph by an ordinary query of the contract, as the person concerned. */
export interface SubgraphClient {
  /**
   * The answer's `data`; fields that failed are null in it. When nothing at all came back it throws a CallerError
   * with the code that the other subgraph gave, or SUBGRAPH_UNAVAILABLE.
   */
  ask<Data>(subgraph: string, request: SubgraphRequest, viewer: Viewer | null): Promise<Data>;
}

/** A client over transports that are looked up at each call, so that subgraphs may start in any order. */
export function createSubgraphClient(transportOf: (subgraph: string) => SubgraphTransport | undefined, ids: Ids): SubgraphClient {
  return {
    async ask<Data>(subgraph: string, request: SubgraphRequest, viewer: Viewer | null): Promise<Data> {
      const transport = transportOf(subgraph);
      if (!transport) throw unavailable();
      const result = await transport.execute(request, { viewer, requestId: ids.next() });
      if (result.data) return result.data as Data;
      const error = result.errors?.[0];
      if (!error) throw unavailable();
      throw new CallerError(error.extensions['code'] as ErrorCode, error.message, error.extensions);
    },
  };
}

const unavailable = (): CallerError =>
  new CallerError('SUBGRAPH_UNAVAILABLE', 'A part of the service is out of reach. Try again soon.');
