import type { Database, Transaction } from '../database/database.js';
import type { Ids } from '../ids.js';
import type { PubSub } from '../pubsub/pubsub.js';
import type { Change, ChangeLog, Json, LoggedChange } from './change-log.js';
import { channelOf, RELAY_CHANNEL } from './wake-ups.js';

/** What a change log over PostgreSQL stands on; `subgraph` keeps the wake-ups of two logs apart. */
export interface PostgresChangeLogOptions {
  readonly subgraph: string;
  readonly database: Database;
  readonly ids: Ids;
  readonly pubsub: PubSub;
}

/** A row of `change_log`. */
export interface ChangeRow {
  id: string;
  topic: string;
  position: number;
  kind: string;
  entity: string;
  entity_version: number;
  actor: string | null;
  at: Date;
  fields: string[];
  data: Record<string, Json>;
}

/** Of `ChangeRow`. */
export const CHANGE_COLUMNS = 'id, topic, position, kind, entity, entity_version, actor, at, fields, data';

/** Longer than the 36 hours or so for which a consumer tries a change before it gives up. */
const RELAYED_AGAIN = '2 days';

/** The change log in a subgraph's own PostgreSQL database. */
export function createChangeLog({ subgraph, database, ids, pubsub }: PostgresChangeLogOptions): ChangeLog<Transaction> {
  return {
    async append(tx, changes) {
      if (changes.length === 0) return [];
      const numbered = number(changes, ids);
      const before = await write(tx, numbered);
      const logged = numbered.map(({ nth, ...change }) => ({ ...change, position: (before.get(change.topic) ?? 0) + nth }));
      tx.afterCommit(() => {
        for (const topic of new Set(logged.map((change) => change.topic))) pubsub.publish(channelOf(subgraph, topic));
        pubsub.publish(channelOf(subgraph, RELAY_CHANNEL));
      });
      return logged;
    },

    async read(topic, after, limit) {
      const rows = await database.query<ChangeRow>(
        `SELECT ${CHANGE_COLUMNS} FROM change_log WHERE topic = $1 AND position > $2 ORDER BY position LIMIT $3`,
        [topic, after, limit],
      );
      return rows.map(changeOf);
    },

    async readEntity(topic, entity, before, limit) {
      const rows = await database.query<ChangeRow>(
        `SELECT ${CHANGE_COLUMNS} FROM change_log
         WHERE topic = $1 AND entity = $2 AND ($3::bigint IS NULL OR position < $3) ORDER BY position DESC LIMIT $4`,
        [topic, entity, before, limit],
      );
      return rows.map(changeOf);
    },

    async end(topic) {
      const [row] = await database.query<{ position: number }>(`SELECT position FROM change_topic WHERE topic = $1`, [topic]);
      return row?.position ?? 0;
    },

    async floor(topic) {
      const [row] = await database.query<{ floor: number }>(`SELECT floor FROM change_topic WHERE topic = $1`, [topic]);
      return row?.floor ?? 0;
    },

    relay: (limit, hand) =>
      database.transaction(async (tx) => {
        // Whoever enters another epoch waits for this, so as to see what is marked here.
        await tx.query(`SELECT epoch FROM change_relay FOR SHARE`);
        const rows = await tx.query<ChangeRow>(
          `SELECT ${CHANGE_COLUMNS} FROM change_log WHERE relayed_at IS NULL ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED`,
          [limit],
        );
        if (rows.length === 0) return 0;
        await hand(rows.map(changeOf));
        await tx.query(`UPDATE change_log SET relayed_at = now() WHERE id = ANY($1)`, [rows.map((row) => row.id)]);
        return rows.length;
      }),

    enterEpoch: (epoch) =>
      database.transaction(async (tx) => {
        // Of many who see it at once, one changes the row.
        const entered = await tx.query(
          `INSERT INTO change_relay (epoch) VALUES ($1)
           ON CONFLICT (one) DO UPDATE SET epoch = excluded.epoch WHERE change_relay.epoch <> excluded.epoch RETURNING epoch`,
          [epoch],
        );
        if (entered.length === 0) return 0;
        // Two days may be much to mark.
        await tx.query(`SET LOCAL statement_timeout = 0`);
        const [again] = await tx.query<{ count: number }>(
          `WITH again AS (UPDATE change_log SET relayed_at = NULL WHERE relayed_at > now() - $1::interval RETURNING id)
           SELECT count(*)::int AS count FROM again`,
          [RELAYED_AGAIN],
        );
        return again?.count ?? 0;
      }),

    async raiseFloors(before) {
      await database.query(
        `UPDATE change_topic SET floor = old.position
         FROM (SELECT topic, max(position) AS position FROM change_log WHERE at < $1 GROUP BY topic) old
         WHERE old.topic = change_topic.topic AND old.position > change_topic.floor`,
        [before],
      );
    },
  };
}

/**
 * Takes the next positions of each topic and writes the changes there, in one statement: the counter rows, locked in sorted
 * order, stay so until the commit, and whoever waits for one waits for every round trip between. Gives the last position
 * that each topic had before.
 */
async function write(tx: Transaction, changes: readonly NumberedChange[]): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const { topic, nth } of changes) counts.set(topic, nth);
  const topics = [...counts.keys()].sort();
  const rows = changes.map((change) => ({ ...change, entity_version: change.entityVersion }));
  const ends = await tx.query<{ topic: string; position: number }>(
    `WITH counted AS (
       INSERT INTO change_topic (topic, position)
       SELECT topic, amount FROM unnest($1::text[], $2::bigint[]) AS new (topic, amount) ORDER BY topic COLLATE "C"
       ON CONFLICT (topic) DO UPDATE SET position = change_topic.position + excluded.position
       RETURNING topic, position
     ), before AS (
       SELECT topic, counted.position - amount AS last FROM counted JOIN unnest($1::text[], $2::bigint[]) AS new (topic, amount) USING (topic)
     ), written AS (
       INSERT INTO change_log (${CHANGE_COLUMNS})
       SELECT id, topic, last + nth, kind, entity, entity_version, actor, at, fields, data
       FROM jsonb_to_recordset($3::jsonb) AS new (id uuid, topic text, nth bigint, kind text,
         entity text, entity_version bigint, actor text, at timestamptz, fields text[], data jsonb) JOIN before USING (topic)
     )
     SELECT topic, last AS position FROM before`,
    [topics, topics.map((topic) => counts.get(topic)), JSON.stringify(rows)],
  );
  return new Map(ends.map(({ topic, position }) => [topic, position]));
}

/** A change, and which one it is, from 1, of those of its topic that are written together. */
type NumberedChange = Change & { readonly id: string; readonly nth: number };

function number(changes: readonly Change[], ids: Ids): NumberedChange[] {
  const counts = new Map<string, number>();
  return changes.map((change) => {
    const nth = (counts.get(change.topic) ?? 0) + 1;
    counts.set(change.topic, nth);
    return { ...change, id: ids.next(), nth };
  });
}

/** The change that a row holds. */
export function changeOf(row: ChangeRow): LoggedChange {
  const { entity_version: entityVersion, ...rest } = row;
  return { entityVersion, ...rest };
}
