import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Mail that is owed until a provider has taken it, and the single-use tokens behind its links. */
export class CreateMail1700000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE owed_mail (
        id uuid PRIMARY KEY,
        kind text NOT NULL,
        account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
        email text NOT NULL,
        created_at timestamptz NOT NULL,
        due_at timestamptz NOT NULL,
        attempts integer NOT NULL DEFAULT 0
      )`);
    await runner.query(`CREATE INDEX owed_mail_due ON owed_mail (due_at)`);
    await runner.query(`
      CREATE TABLE mail_token (
        hash bytea PRIMARY KEY,
        purpose text NOT NULL CHECK (purpose IN ('VERIFY_EMAIL', 'RESET_PASSWORD')),
        account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
        email text NOT NULL,
        email_key text NOT NULL,
        issued_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        used_at timestamptz
      )`);
    await runner.query(`CREATE INDEX mail_token_of_account ON mail_token (account_id, purpose)`);
    await runner.query(`CREATE INDEX mail_token_of_email ON mail_token (email_key)`);
    await runner.query(`CREATE INDEX mail_token_expiry ON mail_token (expires_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE mail_token, owed_mail`);
  }
}
