import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Reminders. `next_at` is the plan, made from what the event subgraph told; `plan_stale` says that it must be made
 * again. `alarm_at` is the moment for which an alarm was last set, so that a sweep does not set every one again.
 */
export class CreateReminders1700000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE reminder (
        id text PRIMARY KEY,
        user_id text NOT NULL,
        event_id text NOT NULL,
        minutes_before integer NOT NULL CHECK (minutes_before >= 0),
        channels text[] NOT NULL CHECK (cardinality(channels) > 0),
        created_at timestamptz NOT NULL,
        armed_from timestamptz NOT NULL,
        next_at timestamptz,
        plan_stale boolean NOT NULL DEFAULT true,
        alarm_at timestamptz,
        last_sent_at timestamptz,
        deleted_at timestamptz,
        version integer NOT NULL DEFAULT 1
      )`);
    await runner.query(`
      CREATE UNIQUE INDEX reminder_once ON reminder (user_id, event_id, minutes_before) WHERE deleted_at IS NULL`);
    await runner.query(`CREATE INDEX reminder_event ON reminder (event_id) WHERE deleted_at IS NULL`);
    await runner.query(`CREATE INDEX reminder_next ON reminder (next_at) WHERE deleted_at IS NULL AND next_at IS NOT NULL`);
    await runner.query(`CREATE INDEX reminder_stale ON reminder (id) WHERE deleted_at IS NULL AND plan_stale`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE reminder`);
  }
}
