import type { Sql } from '../../../platform/database/database.js';
import type { Facts, InboxFilter, NewNotification, Notification, NotificationKind } from '../domain/notification.js';

interface Row {
  id: string;
  user_id: string;
  kind: NotificationKind;
  title: string;
  body: string;
  facts: Facts;
  event_id: string | null;
  occurrence_id: string | null;
  calendar_id: string | null;
  booking_id: string | null;
  actor_id: string | null;
  created_at: Date;
  read_at: Date | null;
  deleted_at: Date | null;
  inbox_position: number | null;
  version: number;
}

const COLUMNS = `id, user_id, kind, title, body, facts, event_id, occurrence_id, calendar_id, booking_id, actor_id,
  created_at, read_at, deleted_at, inbox_position, version`;

/** Writes those that are not there yet; answers the ids of the ones written. */
export async function insertNotifications(sql: Sql, notifications: readonly NewNotification[]): Promise<Set<string>> {
  const rows = notifications.map((one) => ({
    id: one.id,
    user_id: one.userId,
    kind: one.kind,
    title: one.title,
    body: one.body,
    facts: one.facts,
    event_id: one.eventId,
    occurrence_id: one.occurrenceId,
    calendar_id: one.calendarId,
    booking_id: one.bookingId,
    actor_id: one.actorId,
    created_at: one.createdAt,
    change_id: 'changeId' in one.origin ? one.origin.changeId : null,
    reminder_id: 'reminderId' in one.origin ? one.origin.reminderId : null,
    occurrence_starts_at: 'reminderId' in one.origin ? one.origin.occurrenceStartsAt : null,
  }));
  const columns = `id, user_id, kind, title, body, facts, event_id, occurrence_id, calendar_id, booking_id, actor_id,
    created_at, change_id, reminder_id, occurrence_starts_at`;
  const written = await sql.query<{ id: string }>(
    `INSERT INTO notification (${columns})
     SELECT ${columns} FROM jsonb_to_recordset($1::jsonb) AS new (id text, user_id text, kind text, title text, body text,
       facts jsonb, event_id text, occurrence_id text, calendar_id text, booking_id text, actor_id text,
       created_at timestamptz, change_id text, reminder_id text, occurrence_starts_at timestamptz)
     ON CONFLICT DO NOTHING RETURNING id`,
    [JSON.stringify(rows)],
  );
  return new Set(written.map((row) => row.id));
}

/** Puts notifications at their places in the inboxes of those whom they are for. */
export async function placeInInbox(sql: Sql, places: ReadonlyMap<string, number>): Promise<void> {
  await sql.query(
    `UPDATE notification SET inbox_position = place.position
     FROM unnest($1::text[], $2::bigint[]) AS place (id, position) WHERE notification.id = place.id`,
    [[...places.keys()], [...places.values()]],
  );
}

/** Whatever their state; the caller decides who may see them. */
export async function findNotifications(sql: Sql, ids: readonly string[]): Promise<Notification[]> {
  const rows = await sql.query<Row>(`SELECT ${COLUMNS} FROM notification WHERE id = ANY($1)`, [ids]);
  return rows.map(notificationOf);
}

/** One person's own and none but those, held against others until the commit; in the order of their ids. */
export async function lockOwnNotifications(sql: Sql, userId: string, ids: readonly string[]): Promise<Notification[]> {
  const rows = await sql.query<Row>(
    `SELECT ${COLUMNS} FROM notification WHERE user_id = $1 AND id = ANY($2) ORDER BY id FOR UPDATE`,
    [userId, ids],
  );
  return rows.map(notificationOf);
}

const IN_INBOX = 'user_id = $1 AND inbox_position IS NOT NULL AND deleted_at IS NULL';
const FILTERED = `${IN_INBOX} AND ($2 = false OR read_at IS NULL) AND ($3::text[] IS NULL OR kind = ANY($3))
  AND ($4::text IS NULL OR event_id = $4)`;

/** One person's inbox, newest first, from before a position where one is given. */
export async function listInbox(
  sql: Sql,
  userId: string,
  filter: InboxFilter,
  before: number | null,
  limit: number,
): Promise<Notification[]> {
  const rows = await sql.query<Row>(
    `SELECT ${COLUMNS} FROM notification WHERE ${FILTERED} AND ($5::bigint IS NULL OR inbox_position < $5)
     ORDER BY inbox_position DESC LIMIT $6`,
    [userId, filter.unreadOnly, filter.kinds, filter.eventId, before, limit],
  );
  return rows.map(notificationOf);
}

/** How many the filter lets through, on all pages together. */
export async function countInbox(sql: Sql, userId: string, filter: InboxFilter): Promise<number> {
  const [row] = await sql.query<{ count: number }>(`SELECT count(*) AS count FROM notification WHERE ${FILTERED}`, [
    userId,
    filter.unreadOnly,
    filter.kinds,
    filter.eventId,
  ]);
  return row?.count ?? 0;
}

/** How many wait to be read. */
export const countUnread = (sql: Sql, userId: string): Promise<number> =>
  countInbox(sql, userId, { unreadOnly: true, kinds: null, eventId: null });

/** Marks notifications read, each with its next version. */
export async function markRead(sql: Sql, ids: readonly string[], at: Date): Promise<void> {
  await sql.query(`UPDATE notification SET read_at = $2, version = version + 1 WHERE id = ANY($1)`, [ids, at]);
}

/** Marks all of an inbox read, up to and including a position where one is given; says how many. */
export async function markAllRead(sql: Sql, userId: string, upTo: number | null, at: Date): Promise<number> {
  const rows = await sql.query(
    `UPDATE notification SET read_at = $3, version = version + 1
     WHERE ${IN_INBOX} AND read_at IS NULL AND ($2::bigint IS NULL OR inbox_position <= $2) RETURNING id`,
    [userId, upTo, at],
  );
  return rows.length;
}

/** Takes one out of the inbox. The row stays, so that what it was for is not told again. */
export async function markDeleted(sql: Sql, id: string, at: Date): Promise<void> {
  await sql.query(`UPDATE notification SET deleted_at = $2, version = version + 1 WHERE id = $1`, [id, at]);
}

/** What a reminder was sent for already: occurrences at their starts. */
export async function findReminded(
  sql: Sql,
  reminderId: string,
  occurrenceIds: readonly string[],
): Promise<{ occurrenceId: string; startsAt: Date }[]> {
  return sql.query(
    `SELECT occurrence_id AS "occurrenceId", occurrence_starts_at AS "startsAt" FROM notification
     WHERE reminder_id = $1 AND occurrence_id = ANY($2)`,
    [reminderId, occurrenceIds],
  );
}

/** Occurrences got new ids: what was told of the old ones was told of the new ones. */
export async function renameOccurrences(sql: Sql, renamed: ReadonlyMap<string, string>): Promise<void> {
  await sql.query(
    `UPDATE notification SET occurrence_id = map.new_id FROM unnest($1::text[], $2::text[]) AS map (old_id, new_id)
     WHERE notification.occurrence_id = map.old_id`,
    [[...renamed.keys()], [...renamed.values()]],
  );
}

function notificationOf(row: Row): Notification {
  return {
    id: row.id,
    userId: row.user_id,
    kind: row.kind,
    title: row.title,
    body: row.body,
    facts: row.facts,
    eventId: row.event_id,
    occurrenceId: row.occurrence_id,
    calendarId: row.calendar_id,
    bookingId: row.booking_id,
    actorId: row.actor_id,
    createdAt: row.created_at,
    readAt: row.read_at,
    deletedAt: row.deleted_at,
    inboxPosition: row.inbox_position,
    version: row.version,
  };
}
