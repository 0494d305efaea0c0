import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What this subgraph keeps of others: people, calendars with their members, events, and who booked. */
export class CreateCopies1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE person (
        user_id text PRIMARY KEY,
        full_name text NOT NULL,
        verified_email text,
        time_zone text NOT NULL,
        locale text NOT NULL,
        active boolean NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE calendar (
        calendar_id text PRIMARY KEY,
        name text NOT NULL,
        time_zone text NOT NULL,
        deleted boolean NOT NULL DEFAULT false
      )`);
    await runner.query(`
      CREATE TABLE calendar_member (
        calendar_id text NOT NULL REFERENCES calendar ON DELETE CASCADE,
        user_id text NOT NULL,
        role text NOT NULL,
        PRIMARY KEY (calendar_id, user_id)
      )`);
    await runner.query(`
      CREATE TABLE event (
        event_id text PRIMARY KEY,
        calendar_id text NOT NULL,
        organizer_id text NOT NULL,
        title text NOT NULL,
        status text NOT NULL,
        time_zone text NOT NULL,
        all_day boolean NOT NULL,
        starts_at timestamptz NOT NULL
      )`);
    await runner.query(`CREATE INDEX event_calendar ON event (calendar_id)`);
    await runner.query(`
      CREATE TABLE booking (
        booking_id text PRIMARY KEY,
        user_id text NOT NULL,
        event_id text NOT NULL,
        occurrence_id text NOT NULL,
        status text NOT NULL
      )`);
    await runner.query(`CREATE INDEX booking_event ON booking (event_id)`);
    await runner.query(`CREATE INDEX booking_occurrence ON booking (occurrence_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE booking, event, calendar_member, calendar, person`);
  }
}
