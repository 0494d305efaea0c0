/** Waits for one's turn to do work that nothing else can run beside. */
export type Turn = () => Promise<void>;

/**
 * Gives turns one at a time, each in another round of the event loop. Documents that are new to us take milliseconds to
 * validate, and tens of them to plan; whoever sends many of them at once waits for themselves, and what is quick is answered in between.
 */
export function createTurns(): Turn {
  let last = Promise.resolve();
  const nextRound = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  return () => (last = last.then(nextRound));
}
