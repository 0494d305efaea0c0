import type { Database } from '../../../platform/database/database.js';

/** What the counters say, beside what the bookings themselves add up to. */
export interface Tally {
  occurrence_id: string;
  capacity: number | null;
  taken: number;
  real_taken: number;
  waiting_seats: number;
  real_waiting: number;
  waitlist_length: number;
  real_length: number;
}

/** Counters and sums of every occurrence: they must agree whatever happened. */
export const tally = (database: Database): Promise<Tally[]> =>
  database.query<Tally>(
    `SELECT count.occurrence_id, count.capacity, count.taken, count.waiting_seats, count.waitlist_length,
       coalesce(sum(booking.quantity) FILTER (WHERE booking.status IN ('HELD', 'OFFERED', 'CONFIRMED')), 0)::integer AS real_taken,
       coalesce(sum(booking.quantity) FILTER (WHERE booking.status = 'WAITLISTED'), 0)::integer AS real_waiting,
       count(booking.id) FILTER (WHERE booking.status = 'WAITLISTED')::integer AS real_length
     FROM seat_count count LEFT JOIN booking ON booking.occurrence_id = count.occurrence_id
     GROUP BY count.occurrence_id ORDER BY count.occurrence_id`,
  );

/** What is counted and what is so for one occurrence; undefined where nothing is counted for it. */
export const tallyOf = async (database: Database, occurrenceId: string): Promise<Tally | undefined> =>
  (await tally(database)).find((row) => row.occurrence_id === occurrenceId);

/** Counters that do not agree with the bookings; empty when all is well. */
export const wrongCounters = async (database: Database): Promise<Tally[]> =>
  (await tally(database)).filter(
    (row) => row.taken !== row.real_taken || row.waiting_seats !== row.real_waiting || row.waitlist_length !== row.real_length,
  );

/** Positions of the log that are missing or doubled; empty when all is well. */
export const gapsInLog = (database: Database): Promise<unknown[]> =>
  database.query(
    `SELECT topic.topic FROM change_topic topic LEFT JOIN change_log log ON log.topic = topic.topic
     GROUP BY topic.topic, topic.position HAVING count(log.id) <> topic.position OR max(log.position) <> topic.position`,
  );
