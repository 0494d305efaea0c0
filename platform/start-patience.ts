/** Milliseconds that a start waits for a database or a Redis that is just starting itself. */
export const START_PATIENCE = 30_000;
