import { reachForTest, serveForTest } from './serving.js';
import { describeTransport } from './transport.suite.js';

describeTransport('over HTTP', async (subgraph) => {
  const server = await serveForTest(subgraph);
  const remote = reachForTest(subgraph.name, [server.port]);
  return {
    subgraph: remote,
    async stop() {
      await remote.stop();
      await server.stop();
    },
  };
});
