import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Scripts' access tokens: the hash of each secret, and what it may do. However the code may err, none has ACCOUNT. */
export class CreateScriptTokens1700000000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE script_token (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
        hash bytea NOT NULL CONSTRAINT script_token_hash UNIQUE,
        name text NOT NULL,
        scopes text[] NOT NULL CHECK (cardinality(scopes) > 0 AND NOT scopes @> ARRAY['ACCOUNT']),
        created_at timestamptz NOT NULL,
        expires_at timestamptz,
        last_used_at timestamptz,
        revoked_at timestamptz
      )`);
    await runner.query(`CREATE INDEX script_token_of_account ON script_token (account_id, created_at DESC, id DESC)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE script_token`);
  }
}
