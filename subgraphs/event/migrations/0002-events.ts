import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Events. `series` holds the local times and the rule; the columns of instants beside it are derived from it, for the
 * window query (`reach`: from the first start to the last end, open for an endless series) and for sorting.
 */
export class CreateEvents1700000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE event (
        id text PRIMARY KEY,
        uid text NOT NULL,
        calendar_id text NOT NULL REFERENCES calendar ON DELETE CASCADE,
        organizer_id text NOT NULL,
        title text NOT NULL,
        description text,
        location jsonb,
        join_url text,
        time_zone text NOT NULL,
        series jsonb NOT NULL,
        all_day boolean NOT NULL,
        recurs boolean NOT NULL,
        starts_at timestamptz NOT NULL,
        reach tstzrange NOT NULL,
        status text NOT NULL CHECK (status IN ('DRAFT', 'TENTATIVE', 'CONFIRMED', 'CANCELLED')),
        visibility text NOT NULL CHECK (visibility IN ('PUBLIC', 'UNLISTED', 'PRIVATE')),
        show_as text NOT NULL CHECK (show_as IN ('BUSY', 'FREE')),
        tags text[] NOT NULL,
        capacity integer CHECK (capacity > 0),
        price_amount bigint CHECK (price_amount >= 0),
        price_currency text,
        cancel_reason text,
        revision integer NOT NULL DEFAULT 1,
        sequence integer NOT NULL DEFAULT 0,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        words text NOT NULL,
        found_by tsvector GENERATED ALWAYS AS (to_tsvector('simple', words)) STORED,
        UNIQUE (calendar_id, uid),
        CHECK ((price_amount IS NULL) = (price_currency IS NULL))
      )`);
    await runner.query(`CREATE EXTENSION IF NOT EXISTS btree_gist`);
    await runner.query(`CREATE INDEX event_reach ON event USING gist (calendar_id, reach)`);
    await runner.query(`CREATE INDEX event_open_reach ON event USING gist (reach) WHERE visibility = 'PUBLIC'`);
    await runner.query(`CREATE INDEX event_found_by ON event USING gin (found_by)`);
    await runner.query(`CREATE INDEX event_organizer ON event (organizer_id)`);
    await runner.query(`CREATE INDEX event_created ON event (created_at, id)`);
    await runner.query(`
      CREATE TABLE earlier_series (
        event_id text NOT NULL REFERENCES event ON DELETE CASCADE,
        revision integer NOT NULL,
        series jsonb NOT NULL,
        PRIMARY KEY (event_id, revision)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE earlier_series, event`);
  }
}
