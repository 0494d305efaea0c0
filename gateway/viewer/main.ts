import type { Logger } from '../../platform/logger.js';
import { createSubgraph } from '../../platform/subgraph/subgraph.js';
import type { RunningSubgraph } from '../../platform/subgraph/transport.js';
import type { Resolvers } from './__generated__/resolvers.js';
import type { ViewerContext } from './context.js';

const resolvers: Resolvers = {
  Query: {
    me: (_query, _arguments, { viewer }) => (viewer ? { id: viewer.userId } : null),
  },
  User: {
    __resolveReference: (reference) => reference,
    id: (user) => user.id,
  },
};

/**
 * The gateway's own small subgraph: who asks, from the identity alone and without a fetch, so that no screen about oneself
 * hangs on a subgraph that may be out of reach.
 */
export function startViewerSubgraph(logger: Logger): RunningSubgraph {
  const contextOf = ({ viewer }: { viewer: ViewerContext['viewer'] }): ViewerContext => ({ viewer });
  const { transport } = createSubgraph({ name: 'viewer', resolvers, contextOf, logger });
  return {
    name: 'viewer',
    transport,
    handle: () => Promise.resolve(null),
    ready: () => Promise.resolve(),
    stop: () => Promise.resolve(),
  };
}
