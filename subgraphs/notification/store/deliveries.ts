import type { Sql } from '../../../platform/database/database.js';
import type { Delivery, DeliveryStatus, NewDelivery, Settled, SuppressionReason } from '../domain/delivery.js';
import type { Channel } from '../domain/notification.js';

interface Row {
  id: string;
  notification_id: string;
  user_id: string;
  channel: Channel;
  recipient: string;
  status: DeliveryStatus;
  attempts: number;
  lookups: number;
  in_doubt: boolean;
  suppressed_because: SuppressionReason | null;
  details: string | null;
  provider_message_id: string | null;
  created_at: Date;
  sent_at: Date | null;
  delivered_at: Date | null;
  useful_until: Date | null;
}

const COLUMNS = `id, notification_id, user_id, channel, recipient, status, attempts, lookups, in_doubt, suppressed_because,
  details, provider_message_id, created_at, sent_at, delivered_at, useful_until`;
const WAITING = `status IN ('QUEUED', 'RETRYING')`;

/** Writes deliveries of notifications that were just written. */
export async function insertDeliveries(sql: Sql, deliveries: readonly NewDelivery[]): Promise<void> {
  const rows = deliveries.map((one) => ({
    id: one.id,
    notification_id: one.notificationId,
    user_id: one.userId,
    channel: one.channel,
    recipient: one.recipient,
    status: one.status,
    suppressed_because: one.suppressedBecause,
    created_at: one.createdAt,
    delivered_at: one.deliveredAt,
    useful_until: one.usefulUntil,
    not_before: one.createdAt,
  }));
  const columns = `id, notification_id, user_id, channel, recipient, status, suppressed_because, created_at, delivered_at,
    useful_until, not_before`;
  await sql.query(
    `INSERT INTO delivery (${columns})
     SELECT ${columns} FROM jsonb_to_recordset($1::jsonb) AS new (id text, notification_id text, user_id text, channel text,
       recipient text, status text, suppressed_because text, created_at timestamptz, delivered_at timestamptz,
       useful_until timestamptz, not_before timestamptz)`,
    [JSON.stringify(rows)],
  );
}

/** Whatever their state; the caller decides who may see them. */
export async function findDeliveries(sql: Sql, ids: readonly string[]): Promise<Delivery[]> {
  const rows = await sql.query<Row>(`SELECT ${COLUMNS} FROM delivery WHERE id = ANY($1)`, [ids]);
  return rows.map(deliveryOf);
}

/** All deliveries of these notifications. */
export async function findDeliveriesOf(sql: Sql, notificationIds: readonly string[]): Promise<Delivery[]> {
  const rows = await sql.query<Row>(
    `SELECT ${COLUMNS} FROM delivery WHERE notification_id = ANY($1)
     ORDER BY array_position(ARRAY['IN_APP', 'EMAIL', 'SMS', 'WEB_PUSH'], channel)`,
    [notificationIds],
  );
  return rows.map(deliveryOf);
}

/** Those that were given up, newest first, from behind a place where one is given. */
export async function listFailed(
  sql: Sql,
  after: { readonly createdAt: Date; readonly id: string } | null,
  limit: number,
): Promise<Delivery[]> {
  const rows = await sql.query<Row>(
    `SELECT ${COLUMNS} FROM delivery
     WHERE status = 'FAILED' AND ($1::timestamptz IS NULL OR (date_trunc('milliseconds', created_at), id) < ($1, $2))
     ORDER BY created_at DESC, id DESC LIMIT $3`,
    [after?.createdAt ?? null, after?.id ?? null, limit],
  );
  return rows.map(deliveryOf);
}

/** Takes a waiting delivery until `until`; null when it is done with, not due by `now`, or another has it. */
export async function claimDelivery(sql: Sql, id: string, now: Date, until: Date): Promise<Delivery | null> {
  const [row] = await sql.query<Row>(
    `UPDATE delivery SET not_before = $3 WHERE id = $1 AND ${WAITING} AND not_before <= $2 RETURNING ${COLUMNS}`,
    [id, now, until],
  );
  return row ? deliveryOf(row) : null;
}

/** Said before the provider is called: from here on it may have been taken, until `settleDelivery` says what became of it. */
export async function beginAttempt(sql: Sql, id: string, recipient: string): Promise<Delivery> {
  return changed(sql, `recipient = $2, attempts = attempts + 1, in_doubt = true`, [id, recipient]);
}

/** Said before the provider is asked. */
export async function beginLookup(sql: Sql, id: string): Promise<Delivery> {
  return changed(sql, `lookups = lookups + 1`, [id]);
}

/** What became of a try; one that waits is not touched again before `notBefore`. */
export async function settleDelivery(sql: Sql, id: string, settled: Settled, at: Date, notBefore: Date): Promise<Delivery> {
  return changed(
    sql,
    `status = $2, in_doubt = $3, details = $4, provider_message_id = $5,
     sent_at = CASE WHEN $2 = 'SENT' THEN $6::timestamptz END, not_before = $7`,
    [id, settled.status, settled.inDoubt, settled.details, settled.providerMessageId, at, notBefore],
  );
}

/** Holds a delivery back for good. */
export async function suppressDelivery(sql: Sql, id: string, because: SuppressionReason): Promise<void> {
  await changed(sql, `status = 'SUPPRESSED', suppressed_because = $2`, [id, because]);
}

/** Ids of those that wait since before `since`, whose job may have been lost. */
export async function findOverdue(sql: Sql, since: Date, limit: number): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `SELECT id FROM delivery WHERE ${WAITING} AND not_before <= $1 ORDER BY not_before LIMIT $2`,
    [since, limit],
  );
  return rows.map((row) => row.id);
}

async function changed(sql: Sql, assignments: string, parameters: readonly unknown[]): Promise<Delivery> {
  const [row] = await sql.query<Row>(`UPDATE delivery SET ${assignments} WHERE id = $1 RETURNING ${COLUMNS}`, parameters);
  if (!row) throw new Error(`Delivery ${String(parameters[0])} is gone.`);
  return deliveryOf(row);
}

function deliveryOf(row: Row): Delivery {
  return {
    id: row.id,
    notificationId: row.notification_id,
    userId: row.user_id,
    channel: row.channel,
    recipient: row.recipient,
    status: row.status,
    attempts: row.attempts,
    lookups: row.lookups,
    inDoubt: row.in_doubt,
    suppressedBecause: row.suppressed_because,
    details: row.details,
    providerMessageId: row.provider_message_id,
    createdAt: row.created_at,
    sentAt: row.sent_at,
    deliveredAt: row.delivered_at,
    usefulUntil: row.useful_until,
  };
}
