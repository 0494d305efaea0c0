import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is known here of events, occurrences and calendars: copies, each with the version that it was taken at. */
export class CreateCopies1700000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE event_copy (
        id text PRIMARY KEY,
        calendar_id text,
        organizer_id text,
        status text NOT NULL,
        visibility text,
        capacity integer,
        price_amount bigint,
        price_currency text,
        version bigint NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE occurrence_copy (
        id text PRIMARY KEY,
        event_id text NOT NULL,
        starts_at timestamptz NOT NULL,
        ends_at timestamptz NOT NULL,
        status text NOT NULL,
        dropped boolean NOT NULL DEFAULT false,
        version bigint NOT NULL
      )`);
    await runner.query(`CREATE INDEX occurrence_copy_event ON occurrence_copy (event_id)`);
    await runner.query(`
      CREATE TABLE renamed_occurrence (
        old_id text PRIMARY KEY,
        new_id text NOT NULL,
        at timestamptz NOT NULL
      )`);
    await runner.query(`CREATE INDEX renamed_occurrence_new ON renamed_occurrence (new_id)`);
    await runner.query(`CREATE TABLE calendar_copy (id text PRIMARY KEY, version bigint NOT NULL)`);
    await runner.query(`
      CREATE TABLE calendar_role (
        calendar_id text NOT NULL REFERENCES calendar_copy ON DELETE CASCADE,
        user_id text NOT NULL,
        role text NOT NULL,
        PRIMARY KEY (calendar_id, user_id)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE calendar_role, calendar_copy, renamed_occurrence, occurrence_copy, event_copy`);
  }
}
