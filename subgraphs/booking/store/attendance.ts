import type { Sql } from '../../../platform/database/database.js';
import type { Money } from '../domain/money.js';

/** How one occurrence fills. */
export interface Attendance {
  readonly occurrenceId: string;
  /** Seats. */
  readonly confirmed: number;
  /** Tickets; none yet can be let in. */
  readonly checkedIn: number;
  /** Bookings. */
  readonly waitlisted: number;
  /** What the confirmed seats cost, one for each currency. */
  readonly revenue: Money[];
}

/** Attendance of each of these occurrences, also of those that nobody booked. */
export async function findAttendance(sql: Sql, occurrenceIds: readonly string[]): Promise<Attendance[]> {
  const rows = await sql.query<{ occurrence_id: string; status: string; currency: string | null; bookings: number; seats: number; amount: number | null }>(
    `SELECT occurrence_id, status, price_currency AS currency, count(*)::integer AS bookings, sum(quantity)::integer AS seats,
       sum(price_amount * quantity) AS amount
     FROM booking WHERE occurrence_id = ANY($1) AND status IN ('CONFIRMED', 'WAITLISTED')
     GROUP BY occurrence_id, status, price_currency ORDER BY price_currency`,
    [occurrenceIds],
  );
  return occurrenceIds.map((occurrenceId) => {
    const own = rows.filter((row) => row.occurrence_id === occurrenceId);
    const confirmed = own.filter((row) => row.status === 'CONFIRMED');
    return {
      occurrenceId,
      confirmed: confirmed.reduce((sum, row) => sum + row.seats, 0),
      checkedIn: 0,
      waitlisted: own.filter((row) => row.status === 'WAITLISTED').reduce((sum, row) => sum + row.bookings, 0),
      revenue: confirmed.flatMap(({ currency, amount }) => (currency === null || amount === null ? [] : [{ amount, currency }])),
    };
  });
}
