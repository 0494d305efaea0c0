import { isUniqueViolation, type Sql } from '../../../platform/database/database.js';
import type { Channel } from '../domain/notification.js';
import type { DueReminder, NewReminder, Reminder, ReminderChange } from '../domain/reminder.js';
import { MinutesTaken } from '../usecases/ports.js';

interface Row {
  id: string;
  user_id: string;
  event_id: string;
  minutes_before: number;
  channels: Channel[];
  created_at: Date;
  armed_from: Date;
  next_at: Date | null;
  last_sent_at: Date | null;
  version: number;
}

const COLUMNS = 'id, user_id, event_id, minutes_before, channels, created_at, armed_from, next_at, last_sent_at, version';

/** The same (person, event, minutes) twice is one reminder: the second time only its channels are taken over. */
export async function saveReminder(sql: Sql, reminder: NewReminder): Promise<Reminder> {
  const [row] = await sql.query<Row>(
    `INSERT INTO reminder (id, user_id, event_id, minutes_before, channels, created_at, armed_from)
     VALUES ($1, $2, $3, $4, $5, $6, $6)
     ON CONFLICT (user_id, event_id, minutes_before) WHERE deleted_at IS NULL
     DO UPDATE SET channels = excluded.channels, version = reminder.version + 1, plan_stale = true
     RETURNING ${COLUMNS}`,
    [reminder.id, reminder.userId, reminder.eventId, reminder.minutesBefore, reminder.channels, reminder.createdAt],
  );
  if (!row) throw new Error('An upsert answered no row.');
  return reminderOf(row);
}

/** Changes a person's own reminder; its old plan falls. `armedFrom` where its moment changes. Null when there is none. */
export async function changeReminder(
  sql: Sql,
  id: string,
  userId: string,
  change: ReminderChange,
): Promise<Reminder | null> {
  const [row] = await refusingTwins(() => sql.query<Row>(
    `UPDATE reminder SET minutes_before = coalesce($3, minutes_before), channels = coalesce($4, channels),
       armed_from = coalesce($5, armed_from), version = version + 1, plan_stale = true
     WHERE id = $1 AND user_id = $2 AND deleted_at IS NULL RETURNING ${COLUMNS}`,
    [id, userId, change.minutesBefore ?? null, change.channels ?? null, change.armedFrom ?? null],
  ));
  return row ? reminderOf(row) : null;
}

async function refusingTwins<T>(change: () => Promise<T>): Promise<T> {
  try {
    return await change();
  } catch (error) {
    throw isUniqueViolation(error, 'reminder_once') ? new MinutesTaken() : error;
  }
}

/** Deletes a person's own reminder, or finds it deleted already; false when there never was one. */
export async function deleteOwnReminder(sql: Sql, id: string, userId: string, at: Date): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE reminder SET deleted_at = coalesce(deleted_at, $3), next_at = NULL, version = version + 1
     WHERE id = $1 AND user_id = $2 RETURNING id`,
    [id, userId, at],
  );
  return rows.length > 0;
}

/** Deletes everybody's reminders of an event. */
export async function deleteRemindersOfEvent(sql: Sql, eventId: string, at: Date): Promise<void> {
  await sql.query(
    `UPDATE reminder SET deleted_at = $2, next_at = NULL, version = version + 1 WHERE event_id = $1 AND deleted_at IS NULL`,
    [eventId, at],
  );
}

/** Null once it is deleted. */
export async function findReminder(sql: Sql, id: string): Promise<Reminder | null> {
  const [row] = await sql.query<Row>(`SELECT ${COLUMNS} FROM reminder WHERE id = $1 AND deleted_at IS NULL`, [id]);
  return row ? reminderOf(row) : null;
}

/** One person's reminders of one event, the earliest moment first. */
export async function findRemindersOfEvents(sql: Sql, userId: string, eventIds: readonly string[]): Promise<Reminder[]> {
  const rows = await sql.query<Row>(
    `SELECT ${COLUMNS} FROM reminder WHERE user_id = $1 AND event_id = ANY($2) AND deleted_at IS NULL
     ORDER BY event_id, minutes_before DESC`,
    [userId, eventIds],
  );
  return rows.map(reminderOf);
}

/** One person's reminders in the order in which they were made, from behind an id where one is given. */
export async function listReminders(sql: Sql, userId: string, after: string | null, limit: number): Promise<Reminder[]> {
  const rows = await sql.query<Row>(
    `SELECT ${COLUMNS} FROM reminder WHERE user_id = $1 AND deleted_at IS NULL AND ($2::text IS NULL OR id > $2)
     ORDER BY id LIMIT $3`,
    [userId, after, limit],
  );
  return rows.map(reminderOf);
}

/** Keeps a plan that was made for this version of the reminder; false when it has changed since. */
export async function savePlan(sql: Sql, id: string, version: number, nextAt: Date | null): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE reminder SET next_at = $3, plan_stale = false, alarm_at = NULL
     WHERE id = $1 AND version = $2 AND deleted_at IS NULL RETURNING id`,
    [id, version, nextAt],
  );
  return rows.length > 0;
}

/** After it was sent: moments up to this one are done with, and the next has to be planned. False when it has changed. */
export async function saveSent(sql: Sql, id: string, version: number, dueAt: Date, sentAt: Date): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE reminder SET armed_from = greatest(armed_from, $3), last_sent_at = $4, plan_stale = true, version = version + 1
     WHERE id = $1 AND version = $2 AND deleted_at IS NULL RETURNING id`,
    [id, version, dueAt, sentAt],
  );
  return rows.length > 0;
}

/** Plans of these reminders no longer hold. Says which they are. */
export async function staleByEvent(sql: Sql, eventId: string): Promise<string[]> {
  return idsOf(await sql.query(`${MAKE_STALE} WHERE event_id = $1 AND deleted_at IS NULL RETURNING id`, [eventId]));
}

/** Those of some people, or of everybody where null, on the events of one calendar. */
export async function staleByCalendar(sql: Sql, calendarId: string, userIds: readonly string[] | null): Promise<string[]> {
  return idsOf(
    await sql.query(
      `${MAKE_STALE} FROM event WHERE event.event_id = reminder.event_id AND event.calendar_id = $1
         AND ($2::text[] IS NULL OR user_id = ANY($2)) AND deleted_at IS NULL RETURNING id`,
      [calendarId, userIds],
    ),
  );
}

/** Those of one person, whose zone may have changed. */
export async function staleByPerson(sql: Sql, userId: string): Promise<string[]> {
  return idsOf(await sql.query(`${MAKE_STALE} WHERE user_id = $1 AND deleted_at IS NULL RETURNING id`, [userId]));
}

const MAKE_STALE = 'UPDATE reminder SET plan_stale = true, version = version + 1';

/** Reminders whose plan no longer holds. */
export async function findStale(sql: Sql, limit: number): Promise<string[]> {
  return idsOf(await sql.query(`SELECT id FROM reminder WHERE plan_stale AND deleted_at IS NULL ORDER BY id LIMIT $1`, [limit]));
}

/**
 * Reminders due before `until` for whose moment no alarm was set yet, and those due before `soon` in any case: an alarm
 * that was set may have been lost. In order of their moments, from behind one where given.
 */
export async function findWithoutAlarm(
  sql: Sql,
  until: Date,
  soon: Date,
  after: DueReminder | null,
  limit: number,
): Promise<DueReminder[]> {
  return sql.query(
    `SELECT id, next_at AS "nextAt" FROM reminder
     WHERE deleted_at IS NULL AND next_at <= $1 AND (alarm_at IS DISTINCT FROM next_at OR next_at <= $2)
       AND ($3::timestamptz IS NULL OR (next_at, id) > ($3, $4))
     ORDER BY next_at, id LIMIT $5`,
    [until, soon, after?.nextAt ?? null, after?.id ?? null, limit],
  );
}

/** Remembers for which moments alarms were set. */
export async function saveAlarms(sql: Sql, due: readonly DueReminder[]): Promise<void> {
  await sql.query(
    `UPDATE reminder SET alarm_at = alarm.at FROM unnest($1::text[], $2::timestamptz[]) AS alarm (id, at) WHERE reminder.id = alarm.id`,
    [due.map((one) => one.id), due.map((one) => one.nextAt)],
  );
}

const idsOf = (rows: readonly unknown[]): string[] => rows.map((row) => (row as { id: string }).id);

function reminderOf(row: Row): Reminder {
  return {
    id: row.id,
    userId: row.user_id,
    eventId: row.event_id,
    minutesBefore: row.minutes_before,
    channels: row.channels,
    createdAt: row.created_at,
    armedFrom: row.armed_from,
    nextAt: row.next_at,
    lastSentAt: row.last_sent_at,
    version: row.version,
  };
}
