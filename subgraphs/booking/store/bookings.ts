import type { Bookings } from '../usecases/ports.js';
import { BOOKING_COLUMNS, BOOKING_RECORD, bookingOf, rowOf, type BookingRow } from './booking-row.js';

const ACTIVE = `status IN ('HELD', 'CONFIRMED', 'WAITLISTED', 'OFFERED')`;

/** Bookings and their tickets, to be changed. */
export const bookingStore: Bookings = {
  async find(sql, id) {
    const [row] = await sql.query<BookingRow>(`SELECT ${BOOKING_COLUMNS} FROM booking WHERE id = $1`, [id]);
    return row ? bookingOf(row) : null;
  },

  async lock(tx, id) {
    const [row] = await tx.query<BookingRow>(`SELECT ${BOOKING_COLUMNS} FROM booking WHERE id = $1 FOR UPDATE`, [id]);
    return row ? bookingOf(row) : null;
  },

  async findActive(sql, userId, occurrenceId) {
    const [row] = await sql.query<BookingRow>(
      `SELECT ${BOOKING_COLUMNS} FROM booking WHERE user_id = $1 AND occurrence_id = $2 AND ${ACTIVE}`,
      [userId, occurrenceId],
    );
    return row ? bookingOf(row) : null;
  },

  async insert(tx, booking) {
    await tx.query(
      `INSERT INTO booking (${BOOKING_COLUMNS})
       SELECT ${BOOKING_COLUMNS} FROM jsonb_to_recordset($1::jsonb) AS new (${BOOKING_RECORD})`,
      [JSON.stringify([rowOf(booking)])],
    );
  },

  async update(tx, bookings) {
    if (bookings.length === 0) return;
    await tx.query(
      `UPDATE booking SET status = new.status, held_until = new.held_until, waitlist_number = new.waitlist_number,
         cancel_reason = new.cancel_reason, version = new.version, updated_at = new.updated_at
       FROM jsonb_to_recordset($1::jsonb) AS new (${BOOKING_RECORD}) WHERE booking.id = new.id`,
      [JSON.stringify(bookings.map(rowOf))],
    );
  },

  async lockEnded(tx, occurrenceId, now) {
    const rows = await tx.query<BookingRow>(
      `SELECT ${BOOKING_COLUMNS} FROM booking WHERE occurrence_id = $1 AND held_until <= $2 ORDER BY held_until, id FOR UPDATE`,
      [occurrenceId, now],
    );
    return rows.map(bookingOf);
  },

  async lockLine(tx, occurrenceId, limit) {
    const rows = await tx.query<BookingRow>(
      `SELECT ${BOOKING_COLUMNS} FROM booking WHERE occurrence_id = $1 AND status = 'WAITLISTED'
       ORDER BY waitlist_number LIMIT $2 FOR UPDATE`,
      [occurrenceId, limit],
    );
    return rows.map(bookingOf);
  },

  async issueTickets(tx, booking, ids) {
    await tx.query(
      `INSERT INTO ticket (id, booking_id, number, holder_id, created_at)
       SELECT new.id, $2, new.number, $3, $4 FROM unnest($1::text[]) WITH ORDINALITY AS new (id, number)
       ON CONFLICT (booking_id, number) DO NOTHING`,
      [ids, booking.id, booking.userId, booking.updatedAt],
    );
  },
};
