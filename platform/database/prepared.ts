import type pg from 'pg';

/** Statements that PostgreSQL has read and planned once for each connection, by names that hold for all of them. */
export interface PreparedStatements {
  /** What is sent for a statement: its name too, from its first use on. */
  query(text: string, parameters?: readonly unknown[]): pg.QueryConfig;
  /** Has every statement prepared anew, as after a table has changed. */
  forget(): void;
}

/** Each takes some ten kilobytes of each connection's process. Our texts are fixed; one put together from what a caller sends must not fill it. */
const MOST = 500;

/**
 * A statement without parameters is sent as it is: it may be several, and is seldom asked twice.
 * (PostgreSQL, "PREPARE"; it weighs by itself whether a plan for any parameters is as good as one for these.)
 */
export function createPreparedStatements(most = MOST): PreparedStatements {
  const names = new Map<string, string>();
  let named = 0;
  const nameOf = (text: string): string | undefined => {
    const known = names.get(text);
    if (known !== undefined || names.size >= most) return known;
    named += 1;
    const name = `s${String(named)}`;
    names.set(text, name);
    return name;
  };
  return {
    query(text, parameters = []) {
      if (parameters.length === 0) return { text };
      const values = parameters as unknown[];
      const name = nameOf(text);
      return name === undefined ? { text, values } : { name, text, values };
    },
    forget: () => {
      names.clear();
    },
  };
}

/** Whether a prepared statement would answer with other columns than before: a newer version has changed a table meanwhile. */
export function isOutdated(error: unknown): boolean {
  const { code, routine } = (error ?? {}) as { code?: unknown; routine?: unknown };
  return code === '0A000' && routine === 'RevalidateCachedQuery';
}
