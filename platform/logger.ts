import { pino, type Logger } from 'pino';

export type { Logger } from 'pino';

/** Structured logs, one JSON object a line, to standard error. Callers add `requestId`, `subgraph` or `jobId`. */
export function createLogger(level: string): Logger {
  return pino({ level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ dest: 2, sync: true }));
}

/** Says nothing; for tests. */
export const silentLogger = (): Logger => pino({ level: 'silent' });
