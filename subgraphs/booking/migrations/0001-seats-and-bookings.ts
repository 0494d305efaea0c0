import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Counters of seats, bookings, tickets, and the answers kept for idempotency keys. */
export class CreateSeatsAndBookings1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE seat_count (
        occurrence_id text PRIMARY KEY,
        event_id text NOT NULL,
        capacity integer CHECK (capacity >= 0),
        taken integer NOT NULL DEFAULT 0 CHECK (taken >= 0),
        ceiling integer,
        waiting_seats integer NOT NULL DEFAULT 0 CHECK (waiting_seats >= 0),
        waitlist_length integer NOT NULL DEFAULT 0 CHECK (waitlist_length >= 0),
        last_number bigint NOT NULL DEFAULT 0,
        CONSTRAINT seats_never_oversold CHECK (taken <= ceiling),
        CONSTRAINT ceiling_follows_capacity CHECK ((ceiling IS NULL) = (capacity IS NULL) AND ceiling >= capacity)
      ) WITH (fillfactor = 50)`);
    await runner.query(`CREATE INDEX seat_count_event ON seat_count (event_id)`);
    await runner.query(`CREATE INDEX seat_count_waiting ON seat_count (occurrence_id) WHERE waitlist_length > 0`);
    await runner.query(`
      CREATE TABLE booking (
        id text PRIMARY KEY,
        user_id text NOT NULL,
        event_id text NOT NULL,
        occurrence_id text NOT NULL,
        status text NOT NULL CHECK (status IN ('HELD', 'CONFIRMED', 'WAITLISTED', 'OFFERED', 'CANCELLED', 'EXPIRED')),
        quantity integer NOT NULL CHECK (quantity > 0),
        price_amount bigint,
        price_currency text,
        held_until timestamptz,
        waitlist_number bigint,
        cancel_reason text,
        version integer NOT NULL,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        CHECK ((held_until IS NOT NULL) = (status IN ('HELD', 'OFFERED'))),
        CHECK (status <> 'WAITLISTED' OR waitlist_number IS NOT NULL),
        CHECK ((price_amount IS NULL) = (price_currency IS NULL))
      )`);
    await runner.query(`
      CREATE UNIQUE INDEX booking_one_active ON booking (user_id, occurrence_id)
      WHERE status IN ('HELD', 'CONFIRMED', 'WAITLISTED', 'OFFERED')`);
    await runner.query(`CREATE INDEX booking_line ON booking (occurrence_id, waitlist_number) WHERE status = 'WAITLISTED'`);
    await runner.query(`CREATE INDEX booking_ends ON booking (held_until) WHERE held_until IS NOT NULL`);
    await runner.query(`CREATE INDEX booking_kept ON booking (occurrence_id, held_until) WHERE held_until IS NOT NULL`);
    await runner.query(`CREATE INDEX booking_user ON booking (user_id, created_at, id)`);
    await runner.query(`CREATE INDEX booking_event ON booking (event_id, created_at, id)`);
    await runner.query(`CREATE INDEX booking_occurrence ON booking (occurrence_id)`);
    await runner.query(`
      CREATE TABLE ticket (
        id text PRIMARY KEY,
        booking_id text NOT NULL REFERENCES booking,
        number integer NOT NULL,
        holder_id text NOT NULL,
        created_at timestamptz NOT NULL,
        UNIQUE (booking_id, number)
      )`);
    await runner.query(`
      CREATE TABLE kept_answer (
        user_id text NOT NULL,
        operation text NOT NULL,
        key text NOT NULL,
        input_hash text NOT NULL,
        answer jsonb,
        at timestamptz NOT NULL,
        PRIMARY KEY (user_id, operation, key)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE kept_answer, ticket, booking, seat_count`);
  }
}
