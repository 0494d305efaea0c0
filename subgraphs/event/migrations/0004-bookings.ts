import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The copy of who has booked what, fed by the booking subgraph's log. No key to events: a change may outrun or outlive them. */
export class CreateBookings1700000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE booked (
        booking_id text PRIMARY KEY,
        user_id text NOT NULL,
        event_id text NOT NULL,
        occurrence_id text NOT NULL,
        status text NOT NULL
      )`);
    await runner.query(`CREATE INDEX booked_user ON booked (user_id, event_id)`);
    await runner.query(`CREATE INDEX booked_event ON booked (event_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE booked`);
  }
}
