import { createCarriedSubgraph } from '../../subgraph/test/transport.suite.js';
import { reachForTest, serveForTest } from '../../subgraph/test/serving.js';
import { describeSessions, heldSessions } from './sessions.suite.js';

describeSessions('in the process', () => Promise.resolve({ sessions: heldSessions, stop: () => Promise.resolve() }));

describeSessions('by a subgraph elsewhere', async () => {
  const { subgraph } = createCarriedSubgraph();
  const server = await serveForTest(subgraph, { sessions: heldSessions });
  const { sessions, stop } = reachForTest(subgraph.name, [server.port]);
  return {
    sessions,
    async stop() {
      await stop();
      await server.stop();
    },
  };
});
