import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How often a ticket was handed on, which is in its code; and the key that signs codes where the settings have none. */
export class SignTickets1700000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE ticket ADD COLUMN edition smallint NOT NULL DEFAULT 0 CHECK (edition BETWEEN 0 AND 255)`);
    await runner.query(`
      CREATE TABLE ticket_key (
        kid text PRIMARY KEY,
        key bytea NOT NULL CHECK (octet_length(key) = 32),
        created_at timestamptz NOT NULL
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ticket_key`);
    await runner.query(`ALTER TABLE ticket DROP COLUMN edition`);
  }
}
