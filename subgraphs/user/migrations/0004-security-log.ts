import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The security log, and apart from it, in a schema that can be given to a role of its own, a checkpoint of each of its rows.
 * Neither refers to an account: who removes an account removes no trace of it.
 */
export class CreateSecurityLog1700000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE security_event (
        account_id uuid NOT NULL,
        position integer NOT NULL CHECK (position > 0),
        id uuid NOT NULL UNIQUE,
        kind text NOT NULL,
        at timestamptz NOT NULL,
        ip_address text,
        user_agent text,
        previous_hash bytea NOT NULL,
        hash bytea NOT NULL,
        PRIMARY KEY (account_id, position)
      )`);
    await runner.query(`CREATE SCHEMA audit`);
    await runner.query(`
      CREATE TABLE audit.checkpoint (
        account_id uuid NOT NULL,
        position integer NOT NULL CHECK (position > 0),
        hash bytea NOT NULL,
        signature bytea,
        PRIMARY KEY (account_id, position)
      )`);
    // Accounts older than the log may be without one; no other account is.
    await runner.query(`CREATE TABLE audit.older_account (account_id uuid PRIMARY KEY)`);
    await runner.query(`INSERT INTO audit.older_account SELECT id FROM account`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP SCHEMA audit CASCADE`);
    await runner.query(`DROP TABLE security_event`);
  }
}
