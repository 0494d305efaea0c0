import type { MigrationInterface, QueryRunner } from 'typeorm';

/** By which request an account was registered, where that had a key: a hash of the key and of what was told, the password apart. */
export class AddRegistrations1700000000008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE account ADD COLUMN registered_by bytea`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE account DROP COLUMN registered_by`);
  }
}
