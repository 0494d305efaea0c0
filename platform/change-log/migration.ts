import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The tables of a change log and of what was consumed from others. First in every subgraph's list. */
export class CreateChangeLog1690000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE change_topic (
        topic text PRIMARY KEY,
        position bigint NOT NULL,
        floor bigint NOT NULL DEFAULT 0,
        CHECK (floor <= position)
      )`);
    await runner.query(`
      CREATE TABLE change_log (
        id uuid PRIMARY KEY,
        topic text NOT NULL,
        position bigint NOT NULL,
        kind text NOT NULL,
        entity text NOT NULL,
        entity_version bigint NOT NULL,
        actor text,
        at timestamptz NOT NULL,
        fields text[] NOT NULL,
        data jsonb NOT NULL,
        relayed_at timestamptz,
        UNIQUE (topic, position)
      )`);
    await runner.query(`CREATE INDEX change_log_entity ON change_log (topic, entity, position)`);
    await runner.query(`CREATE INDEX change_log_at ON change_log (at)`);
    await runner.query(`CREATE INDEX change_log_unrelayed ON change_log (id) WHERE relayed_at IS NULL`);
    await runner.query(`
      CREATE TABLE consumed_change (
        change_id uuid PRIMARY KEY,
        consumed_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query(`
      CREATE TABLE consumed_version (
        entity text PRIMARY KEY,
        version bigint NOT NULL
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE consumed_version, consumed_change, change_log, change_topic`);
  }
}

/** Under which epoch of the queues a change log is relayed: one row at most. In every subgraph's list. */
export class CreateChangeRelay1690000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE change_relay (one boolean PRIMARY KEY DEFAULT true CHECK (one), epoch text NOT NULL)`);
    // Rows are marked in order of time, so that a few bytes for each block find those of the last days.
    await runner.query(`CREATE INDEX change_log_relayed ON change_log USING brin (relayed_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX change_log_relayed`);
    await runner.query(`DROP TABLE change_relay`);
  }
}
