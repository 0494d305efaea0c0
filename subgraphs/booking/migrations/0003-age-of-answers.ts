import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Kept answers by age, so that old ones can be forgotten. */
export class IndexAgeOfAnswers1700000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX kept_answer_at ON kept_answer (at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX kept_answer_at`);
  }
}
