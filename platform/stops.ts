import type { Logger } from './logger.js';

/** How to stop what runs so far. */
export interface Stops {
  /** What is added last is stopped first. */
  push(stop: () => Promise<void>): void;
  /** Stops everything, whatever fails on the way. A second call waits for the first. */
  stop(): Promise<void>;
}

/** A list of what was started, to be stopped in reverse order. */
export function createStops(logger: Logger): Stops {
  const stops: (() => Promise<void>)[] = [];
  let stopped: Promise<void> | undefined;
  const stopAll = async (): Promise<void> => {
    for (let next = stops.pop(); next; next = stops.pop()) {
      await next().catch((error: unknown) => logger.error({ err: error }, 'a part did not stop in good order'));
    }
  };
  return {
    push: (stop) => void stops.push(stop),
    stop: () => (stopped ??= stopAll()),
  };
}
