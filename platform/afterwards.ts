import type { Logger } from './logger.js';
import { Roll } from './roll.js';

/** Work that nobody waits for: it goes on after the answer, so that its length tells nobody anything. */
export interface Afterwards {
  /** Begins the work. A fault is logged, by this name, and goes no further. */
  do(name: string, work: () => Promise<void>): void;
  /** Resolves when all of it is done. */
  settled(): Promise<void>;
}

/** Such work of one part, which has to wait for it when it stops. */
export function createAfterwards(logger: Logger): Afterwards {
  const underWay = new Roll<Promise<void>>();
  return {
    do(name, work) {
      const tracked = work().catch((error: unknown) => {
        logger.error({ err: error, work: name }, 'what was to be done afterwards failed');
      });
      void tracked.finally(underWay.enter(tracked));
    },
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay.all());
    },
  };
}
