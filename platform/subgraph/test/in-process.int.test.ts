import { describeTransport } from './transport.suite.js';

describeTransport('within the process', (subgraph) => Promise.resolve({ subgraph, stop: () => Promise.resolve() }));
