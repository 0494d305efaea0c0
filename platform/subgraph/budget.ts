/**
 * What one operation may still spend on subgraphs. One for each operation, and for each message of a subscription; its
 * fetches share it.
 */
export interface OperationBudget {
  /** Milliseconds that are left, never below 0. */
  remaining(): number;
  /** Milliseconds that whoever asks had waited before it began: a fetch has so many less. */
  readonly waited: number;
  /** Subgraphs that did not answer in time: they are not asked again. */
  readonly silent: Set<string>;
}

/** A budget that begins to run out now. */
export function beginBudget(milliseconds: number, waited = 0): OperationBudget {
  const end = performance.now() + milliseconds;
  return { remaining: () => Math.max(0, end - performance.now()), waited, silent: new Set() };
}
