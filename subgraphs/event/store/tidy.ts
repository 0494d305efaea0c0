import type { Sql } from '../../../platform/database/database.js';

/** Forgets keys of requests that came before that moment: who sends one again by then means something new. */
export async function forgetRequests(sql: Sql, before: Date): Promise<void> {
  await sql.query(`DELETE FROM answered_request WHERE at < $1`, [before]);
}
