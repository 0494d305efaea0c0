import { describe } from '@jest/globals';
import { createMemoryPubSub } from '../memory.js';
import { pubSubSuite } from './suite.js';

describe('wake-ups within one process', () => {
  pubSubSuite(() => {
    const pubsub = createMemoryPubSub();
    return Promise.resolve({ pubsub, elsewhere: pubsub, stop: () => pubsub.close() });
  });
});
