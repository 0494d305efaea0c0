/** A database can't be reached, or was lost while it was asked: whether what was under way then is done nobody knows. */
export class DatabaseAway extends Error {
  override readonly name = 'DatabaseAway';

  constructor(cause: unknown) {
    super('A database is out of reach.', { cause });
  }
}

/** Of the system, and SQLSTATEs: connection exceptions, shutdown, startup, and too many connections. */
const AWAY = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|08...|57P0[123]|53300)$/;
/** What the driver says, without a code, of a server that is silent or goes away. Not what it says where all connections are in use. */
const LOST = /^(Connection terminated|timeout expired)/;

/** Whether an error of the driver says that the database is away, or just starting or stopping: waiting may mend that. */
export function isAway(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isAway);
  const { code, message } = (error ?? {}) as { code?: unknown; message?: string };
  return typeof code === 'string' ? AWAY.test(code) : LOST.test(message ?? '');
}

/** Milliseconds from one attempt to connect to the next, `attempt` counted from 0: doubled from 100 to a second. */
export const retryAfter = (attempt: number): number => Math.min(100 * 2 ** attempt, 1_000);
