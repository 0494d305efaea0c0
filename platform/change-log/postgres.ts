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
      const logged = place(changes, await countUp(tx, changes), ids);
      await insert(tx, logged);
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

/** Takes the next positions of each topic; the counter rows stay locked, in sorted order, until the commit. */
async function countUp(tx: Transaction, changes: readonly Change[]): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const change of changes) counts.set(change.topic, (counts.get(change.topic) ?? 0) + 1);
  const topics = [...counts.keys()].sort();
  const rows = await tx.query<{ topic: string; position: number }>(
    `INSERT INTO change_topic (topic, position)
     SELECT topic, amount FROM unnest($1::text[], $2::bigint[]) AS new (topic, amount) ORDER BY topic COLLATE "C"
     ON CONFLICT (topic) DO UPDATE SET position = change_topic.position + excluded.position
     RETURNING topic, position`,
    [topics, topics.map((topic) => counts.get(topic))],
  );
  return new Map(rows.map((row) => [row.topic, row.position - (counts.get(row.topic) ?? 0)]));
}

function place(changes: readonly Change[], last: Map<string, number>, ids: Ids): LoggedChange[] {
  return changes.map((change) => {
    const position = (last.get(change.topic) ?? 0) + 1;
    last.set(change.topic, position);
    return { ...change, id: ids.next(), position };
  });
}

async function insert(tx: Transaction, changes: readonly LoggedChange[]): Promise<void> {
  const rows = changes.map((change) => ({ ...change, entity_version: change.entityVersion }));
  await tx.query(
    `INSERT INTO change_log (${CHANGE_COLUMNS})
     SELECT ${CHANGE_COLUMNS} FROM jsonb_to_recordset($1::jsonb) AS new (id uuid, topic text, position bigint, kind text,
       entity text, entity_version bigint, actor text, at timestamptz, fields text[], data jsonb)`,
    [JSON.stringify(rows)],
  );
}

/** The change that a row holds. */
export function changeOf(row: ChangeRow): LoggedChange {
  const { entity_version: entityVersion, ...rest } = row;
  return { ...rest, entityVersion };
}
