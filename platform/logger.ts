import { pino, type Logger } from 'pino';

export type { Logger } from 'pino';

/** Structured logs, one JSON object a line, to standard error. Callers add `requestId`, `subgraph` or `jobId`. */
export function createLogger(level: string): Logger {
  const serializers = { err: describeError };
  return pino({ level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime, serializers }, pino.destination({ dest: 2, sync: true }));
}

/** Of an error no more than what finds it: drivers hang parameters, rows and whole connections on theirs. */
function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: String(error) };
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  return {
    type: error.name,
    message: error.message,
    ...(typeof code === 'string' ? { code } : {}),
    stack: error.stack,
    ...(cause instanceof Error ? { cause: describeError(cause) } : {}),
  };
}

/** Says nothing; for tests. */
export const silentLogger = (): Logger => pino({ level: 'silent' });
