import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Accounts. An address may be claimed by many and verified by one; a username is one person's whatever its case. */
export class CreateAccounts1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE account (
        id uuid PRIMARY KEY,
        username text NOT NULL,
        username_key text NOT NULL CONSTRAINT account_username UNIQUE,
        full_name text NOT NULL,
        avatar_url text,
        email text,
        email_key text,
        email_verified boolean NOT NULL,
        password_hash text NOT NULL,
        role text NOT NULL CHECK (role IN ('MEMBER', 'ORGANIZER', 'ADMIN')),
        active boolean NOT NULL,
        time_zone text NOT NULL,
        locale text NOT NULL,
        created_at timestamptz NOT NULL,
        last_login_at timestamptz,
        version integer NOT NULL,
        CHECK ((email IS NULL) = (email_key IS NULL)),
        CHECK (email IS NOT NULL OR NOT email_verified)
      )`);
    await runner.query(`CREATE UNIQUE INDEX account_verified_email ON account (email_key) WHERE email_verified`);
    await runner.query(`CREATE INDEX account_email_claims ON account (email_key, created_at, id)`);
    await runner.query(`CREATE INDEX account_newest ON account (created_at DESC, id DESC)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE account`);
  }
}
