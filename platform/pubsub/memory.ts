import { EventEmitter } from 'node:events';
import type { PubSub } from './pubsub.js';

/** Wake-ups within one process. Listeners are called in a later turn, never within `publish`. */
export function createMemoryPubSub(): PubSub {
  const emitter = new EventEmitter().setMaxListeners(0);
  return {
    publish(channel, message = '') {
      setImmediate(() => emitter.emit(channel, message));
    },
    listen(channel, heard) {
      emitter.on(channel, heard);
      return Promise.resolve(() => {
        emitter.off(channel, heard);
      });
    },
    ping: () => Promise.resolve(),
    close() {
      emitter.removeAllListeners();
      return Promise.resolve();
    },
  };
}
