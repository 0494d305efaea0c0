import type { Logger } from './logger.js';

/**
 * Runs `work` every `milliseconds`, one at a time, and at once after `poke()`. Faults are logged and never end it.
 * `stop()` resolves when what is under way is done.
 */
export interface Periodic {
  poke(): void;
  stop(): Promise<void>;
}

/** Starts such a loop; the first round begins at once. */
export function startPeriodic(name: string, milliseconds: number, work: () => Promise<void>, logger: Logger): Periodic {
  let stopped = false;
  let poked = false;
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<void> | undefined;

  const begin = (): void => {
    clearTimeout(timer);
    poked = false;
    round = work()
      .catch((error: unknown) => {
        if (!stopped) logger.error({ err: error, loop: name }, 'a periodic round failed');
      })
      .then(() => {
        round = undefined;
        if (stopped) return;
        if (poked) begin();
        else timer = setTimeout(begin, milliseconds);
      });
  };
  begin();

  return {
    poke() {
      if (stopped) return;
      if (round) poked = true;
      else begin();
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await round;
    },
  };
}
