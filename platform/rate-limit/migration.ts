import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Counts of tries. Without durability: after a crash of the machine everybody begins anew, and each try costs less. */
export class CreateRateLimit1690000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE UNLOGGED TABLE rate_limit (
        key text PRIMARY KEY,
        points integer NOT NULL,
        expires_at bigint NOT NULL
      )`);
    await runner.query(`CREATE INDEX rate_limit_expiry ON rate_limit (expires_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE rate_limit`);
  }
}
