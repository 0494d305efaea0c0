import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Second factors, their recovery codes, and the keys that seal what can't be kept as a hash. */
export class CreateTwoFactor1700000000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE two_factor (
        account_id uuid PRIMARY KEY REFERENCES account ON DELETE CASCADE,
        sealed_secret bytea NOT NULL,
        sealed_by text NOT NULL,
        begun_at timestamptz NOT NULL,
        enabled_at timestamptz,
        enabled_by text,
        enabled_with bigint,
        last_step bigint,
        tries timestamptz[] NOT NULL DEFAULT '{}'
      )`);
    await runner.query(`
      CREATE TABLE recovery_code (
        account_id uuid NOT NULL REFERENCES two_factor ON DELETE CASCADE,
        hash bytea NOT NULL,
        used_at timestamptz,
        PRIMARY KEY (account_id, hash)
      )`);
    await runner.query(`
      CREATE TABLE sealing_key (
        kid text PRIMARY KEY,
        key bytea NOT NULL CHECK (octet_length(key) = 32),
        created_at timestamptz NOT NULL
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE recovery_code, two_factor, sealing_key`);
  }
}
