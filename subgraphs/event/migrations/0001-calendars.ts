import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Calendars, who belongs to them, and the links by which people join. */
export class CreateCalendars1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE calendar (
        id text PRIMARY KEY,
        name text NOT NULL,
        description text,
        color text,
        time_zone text NOT NULL,
        visibility text NOT NULL CHECK (visibility IN ('PUBLIC', 'UNLISTED', 'PRIVATE')),
        revision integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE calendar_member (
        id text PRIMARY KEY,
        calendar_id text NOT NULL REFERENCES calendar ON DELETE CASCADE,
        user_id text NOT NULL,
        role text NOT NULL CHECK (role IN ('OWNER', 'EDITOR', 'VIEWER', 'FREE_BUSY')),
        color text,
        hidden boolean NOT NULL DEFAULT false,
        feed_token text NOT NULL UNIQUE,
        joined_at timestamptz NOT NULL,
        role_since timestamptz NOT NULL,
        UNIQUE (calendar_id, user_id)
      )`);
    await runner.query(`CREATE INDEX calendar_member_user ON calendar_member (user_id)`);
    await runner.query(`
      CREATE TABLE calendar_invite (
        id text PRIMARY KEY,
        calendar_id text NOT NULL REFERENCES calendar ON DELETE CASCADE,
        code text NOT NULL UNIQUE,
        role text NOT NULL CHECK (role IN ('EDITOR', 'VIEWER', 'FREE_BUSY')),
        created_by text NOT NULL,
        created_at timestamptz NOT NULL,
        expires_at timestamptz,
        max_uses integer CHECK (max_uses > 0)
      )`);
    await runner.query(`CREATE INDEX calendar_invite_calendar ON calendar_invite (calendar_id)`);
    await runner.query(`
      CREATE TABLE calendar_invite_use (
        invite_id text NOT NULL REFERENCES calendar_invite ON DELETE CASCADE,
        user_id text NOT NULL,
        used_at timestamptz NOT NULL,
        PRIMARY KEY (invite_id, user_id)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE calendar_invite_use, calendar_invite, calendar_member, calendar`);
  }
}
