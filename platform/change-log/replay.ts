import type { Sql } from '../database/database.js';
import { CHANGE_COLUMNS, changeOf, type ChangeRow } from './postgres.js';
import type { RelayedChange } from './relay.js';

/** A subgraph's log, read in that subgraph's own database. */
export interface ReplayedLog {
  readonly source: string;
  readonly sql: Sql;
}

const PAGE = 500;

/**
 * Every change that these logs hold, relayed or not, in the order of their ids: about that in which they were committed,
 * also across logs. For copies that are built anew; nothing is marked.
 */
export async function* replay(logs: readonly ReplayedLog[]): AsyncGenerator<RelayedChange, void> {
  const readers = logs.map((log) => ({ changes: changesOf(log), next: null as RelayedChange | null }));
  const advance = async (reader: (typeof readers)[number]): Promise<void> => {
    const { value } = await reader.changes.next();
    reader.next = value ?? null;
  };
  await Promise.all(readers.map(advance));
  for (;;) {
    const first = readers.reduce((one, other) => (other.next && (!one.next || other.next.change.id < one.next.change.id) ? other : one));
    if (!first.next) return;
    yield first.next;
    await advance(first);
  }
}

async function* changesOf({ source, sql }: ReplayedLog): AsyncGenerator<RelayedChange, void> {
  for (let after: string | null = null; ; ) {
    const rows: ChangeRow[] = await sql.query<ChangeRow>(
      `SELECT ${CHANGE_COLUMNS} FROM change_log WHERE $1::uuid IS NULL OR id > $1 ORDER BY id LIMIT $2`,
      [after, PAGE],
    );
    for (const row of rows) yield { source, change: changeOf(row) };
    after = rows.at(-1)?.id ?? null;
    if (rows.length < PAGE) return;
  }
}
