import type { Sql } from '../../../platform/database/database.js';
import type { Person } from '../domain/person.js';

interface Row {
  user_id: string;
  full_name: string;
  verified_email: string | null;
  time_zone: string;
  locale: string;
  active: boolean;
}

/** Takes over what the user subgraph told of a person. */
export async function savePerson(sql: Sql, person: Person): Promise<void> {
  await sql.query(
    `INSERT INTO person (user_id, full_name, verified_email, time_zone, locale, active) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (user_id) DO UPDATE SET full_name = excluded.full_name, verified_email = excluded.verified_email,
       time_zone = excluded.time_zone, locale = excluded.locale, active = excluded.active`,
    [person.userId, person.fullName, person.verifiedEmail, person.timeZone, person.locale, person.active],
  );
}

/** Those of these people of whom something is known. */
export async function findPeople(sql: Sql, userIds: readonly string[]): Promise<Person[]> {
  if (userIds.length === 0) return [];
  const rows = await sql.query<Row>(`SELECT * FROM person WHERE user_id = ANY($1)`, [[...new Set(userIds)]]);
  return rows.map((row) => ({
    userId: row.user_id,
    fullName: row.full_name,
    verifiedEmail: row.verified_email,
    timeZone: row.time_zone,
    locale: row.locale,
    active: row.active,
  }));
}
