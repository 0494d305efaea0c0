import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Hashes of where an account has signed in from. */
export class CreateKnownDevices1700000000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE known_device (
        account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
        hash bytea NOT NULL,
        seen_at timestamptz NOT NULL,
        PRIMARY KEY (account_id, hash)
      )`);
    await runner.query(`CREATE INDEX known_device_age ON known_device (seen_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE known_device`);
  }
}
