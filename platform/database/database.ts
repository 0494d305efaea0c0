/** Anything that takes SQL. Parameters are `$1`, `$2` …; int8 and numeric counts come back as numbers, dates as `YYYY-MM-DD`. */
export interface Sql {
  /** The rows that the statement returns (also of INSERT, UPDATE and DELETE … RETURNING). */
  query<Row = Record<string, unknown>>(text: string, parameters?: readonly unknown[]): Promise<Row[]>;
}

/** A transaction under way. */
export interface Transaction extends Sql {
  /** Runs once the transaction is committed; never when it is rolled back. For wake-ups: it may be lost with the process. */
  afterCommit(effect: () => void): void;
}

/** One subgraph's own PostgreSQL database. */
export interface Database extends Sql {
  /**
   * Commits what `work` did, or rolls it back when it throws. A deadlock or serialization failure
   * (SQLSTATE 40P01, 40001) runs `work` again from the start, at most three times: it must have no effect outside `tx`.
   */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Resolves when the database answers. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Whether an error is the violation of a unique index, of the named one where a name is given (SQLSTATE 23505). */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  const { code, constraint: violated } = (error ?? {}) as { code?: unknown; constraint?: unknown };
  return code === '23505' && (constraint === undefined || violated === constraint);
}
