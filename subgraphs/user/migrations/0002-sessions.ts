import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sessions, the line of refresh tokens of each, and the keys that sign access tokens. */
export class CreateSessions1700000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE session (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
        created_at timestamptz NOT NULL,
        last_used_at timestamptz NOT NULL,
        user_agent text,
        ip_address text,
        ended_at timestamptz,
        end_reason text,
        CHECK ((ended_at IS NULL) = (end_reason IS NULL))
      )`);
    await runner.query(`CREATE INDEX session_of_account ON session (account_id, id) WHERE ended_at IS NULL`);
    await runner.query(`
      CREATE TABLE refresh_token (
        hash bytea PRIMARY KEY,
        session_id uuid NOT NULL REFERENCES session ON DELETE CASCADE,
        issued_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        used_at timestamptz
      )`);
    await runner.query(`CREATE INDEX refresh_token_of_session ON refresh_token (session_id)`);
    // However the code may err, a session has one line of tokens and no more.
    await runner.query(`CREATE UNIQUE INDEX refresh_token_unused ON refresh_token (session_id) WHERE used_at IS NULL`);
    await runner.query(`CREATE INDEX refresh_token_expiry ON refresh_token (expires_at)`);
    await runner.query(`
      CREATE TABLE signing_key (
        kid text PRIMARY KEY,
        private_jwk jsonb NOT NULL,
        public_jwk jsonb NOT NULL,
        created_at timestamptz NOT NULL
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE signing_key, refresh_token, session`);
  }
}
