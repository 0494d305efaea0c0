import { silentLogger } from '../../platform/logger.js';
import { createReferenceExecutor } from './reference.js';
import { describeExecutor } from './suite.js';

describeExecutor('the reference executor', (transports) =>
  createReferenceExecutor({ transports, logger: silentLogger(), planCacheSize: 10, operationTimeout: 10_000 }),
);
