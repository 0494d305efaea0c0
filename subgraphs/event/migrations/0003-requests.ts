import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Answers to requests that may come twice, and secrets that never leave the database. */
export class CreateRequests1700000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE answered_request (
        user_id text NOT NULL,
        operation text NOT NULL,
        key text NOT NULL,
        input_hash text NOT NULL,
        answer_id text NOT NULL,
        at timestamptz NOT NULL,
        PRIMARY KEY (user_id, operation, key)
      )`);
    await runner.query(`
      CREATE TABLE secret (
        name text PRIMARY KEY,
        value bytea NOT NULL
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE secret, answered_request`);
  }
}
