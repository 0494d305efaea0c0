import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Notifications and their deliveries. What must happen once is unique here: one notification for each (reminder,
 * occurrence, start) and for each (change, kind, person), one delivery of it for each channel.
 */
export class CreateInbox1700000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE notification (
        id text PRIMARY KEY,
        user_id text NOT NULL,
        kind text NOT NULL,
        title text NOT NULL,
        body text NOT NULL,
        facts jsonb NOT NULL,
        event_id text,
        occurrence_id text,
        calendar_id text,
        booking_id text,
        actor_id text,
        change_id text,
        reminder_id text,
        occurrence_starts_at timestamptz,
        created_at timestamptz NOT NULL,
        read_at timestamptz,
        deleted_at timestamptz,
        inbox_position bigint,
        version integer NOT NULL DEFAULT 1,
        CHECK ((change_id IS NULL) <> (reminder_id IS NULL)),
        CHECK (reminder_id IS NULL OR (occurrence_id IS NOT NULL AND occurrence_starts_at IS NOT NULL))
      )`);
    await runner.query(`
      CREATE UNIQUE INDEX notification_of_reminder ON notification (reminder_id, occurrence_id, occurrence_starts_at)
      WHERE reminder_id IS NOT NULL`);
    await runner.query(`
      CREATE UNIQUE INDEX notification_of_change ON notification (change_id, kind, user_id) WHERE change_id IS NOT NULL`);
    await runner.query(`
      CREATE UNIQUE INDEX notification_inbox ON notification (user_id, inbox_position)
      WHERE inbox_position IS NOT NULL AND deleted_at IS NULL`);
    await runner.query(`
      CREATE INDEX notification_unread ON notification (user_id, inbox_position)
      WHERE read_at IS NULL AND deleted_at IS NULL AND inbox_position IS NOT NULL`);
    await runner.query(`CREATE INDEX notification_occurrence ON notification (occurrence_id) WHERE occurrence_id IS NOT NULL`);
    await runner.query(`
      CREATE TABLE delivery (
        id text PRIMARY KEY,
        notification_id text NOT NULL REFERENCES notification,
        user_id text NOT NULL,
        channel text NOT NULL,
        recipient text NOT NULL,
        status text NOT NULL,
        attempts integer NOT NULL DEFAULT 0,
        lookups integer NOT NULL DEFAULT 0,
        in_doubt boolean NOT NULL DEFAULT false,
        suppressed_because text,
        details text,
        provider_message_id text,
        created_at timestamptz NOT NULL,
        sent_at timestamptz,
        delivered_at timestamptz,
        useful_until timestamptz,
        not_before timestamptz NOT NULL,
        UNIQUE (notification_id, channel)
      )`);
    await runner.query(`CREATE INDEX delivery_waiting ON delivery (not_before) WHERE status IN ('QUEUED', 'RETRYING')`);
    await runner.query(`CREATE INDEX delivery_failed ON delivery (created_at, id) WHERE status = 'FAILED'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE delivery, notification`);
  }
}
