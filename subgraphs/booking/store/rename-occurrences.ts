import type { Transaction } from '../../../platform/database/database.js';

/** Stands before an id on its way from old to new, so that a chain (a to b, b to c) can move in one go. */
const MOVING = '~';

/**
 * Everything that goes by the old ids goes by the new ones from now on; old ids still resolve, unless they have come to
 * mean something else. A map that was overtaken by a later one leads to where the later one led.
 */
export async function renameOccurrences(tx: Transaction, renamed: Readonly<Record<string, string>>, at: Date): Promise<void> {
  const moves = await presentMoves(tx, renamed, at);
  if (moves.length === 0) return;
  const from = moves.map((move) => move.from);
  const to = moves.map((move) => move.to);
  await tx.query(`SELECT FROM seat_count WHERE occurrence_id = ANY($1) ORDER BY occurrence_id FOR UPDATE`, [[...from, ...to]]);
  await rememberOldIds(tx, from, to, at);
  for (const [table, column] of KEYED) {
    await tx.query(
      `UPDATE ${table} SET ${column} = $3 || move.new FROM unnest($1::text[], $2::text[]) AS move (old, new)
       WHERE ${column} = move.old`,
      [from, to, MOVING],
    );
  }
  await makeRoom(tx, to);
  for (const [table, column] of KEYED) {
    await tx.query(`UPDATE ${table} SET ${column} = substr(${column}, 2) WHERE ${column} = ANY($1)`, [to.map((id) => MOVING + id)]);
  }
  // What lives on under a new id is not gone, even if it looked so before the map came; whoever calls asks again.
  await tx.query(`UPDATE occurrence_copy SET dropped = false WHERE id = ANY($1) AND dropped`, [to]);
  await recount(tx, to);
}

const KEYED = [
  ['occurrence_copy', 'id'],
  ['seat_count', 'occurrence_id'],
  ['booking', 'occurrence_id'],
] as const;

/** The map as it is to be applied now: without ids that have been born again since, and past later renames. */
async function presentMoves(tx: Transaction, renamed: Readonly<Record<string, string>>, at: Date): Promise<{ from: string; to: string }[]> {
  const pairs = Object.entries(renamed).filter(([from, to]) => from !== to);
  if (pairs.length === 0) return [];
  return tx.query<{ from: string; to: string }>(
    `SELECT move.old AS from, coalesce(later.new_id, move.new) AS to
     FROM unnest($1::text[], $2::text[]) AS move (old, new)
     LEFT JOIN renamed_occurrence later ON later.old_id = move.new AND later.at > $3
     WHERE coalesce(later.new_id, move.new) <> move.old
       AND NOT EXISTS (SELECT FROM renamed_occurrence reborn WHERE reborn.new_id = move.old AND reborn.at > $3)`,
    [pairs.map(([from]) => from), pairs.map(([, to]) => to), at],
  );
}

async function rememberOldIds(tx: Transaction, from: readonly string[], to: readonly string[], at: Date): Promise<void> {
  await tx.query(
    `UPDATE renamed_occurrence SET new_id = move.new FROM unnest($1::text[], $2::text[]) AS move (old, new) WHERE new_id = move.old`,
    [from, to],
  );
  await tx.query(`DELETE FROM renamed_occurrence WHERE old_id = ANY($1)`, [to]);
  await tx.query(
    `INSERT INTO renamed_occurrence (old_id, new_id, at)
     SELECT move.old, move.new, $3 FROM unnest($1::text[], $2::text[]) AS move (old, new) WHERE move.old <> ALL($2)
     ON CONFLICT (old_id) DO UPDATE SET new_id = excluded.new_id, at = excluded.at`,
    [from, to, at],
  );
}

/** Where something goes by a new id already, such as seats booked before the map came: the two become one. */
async function makeRoom(tx: Transaction, to: readonly string[]): Promise<void> {
  const moving = to.map((id) => MOVING + id);
  await tx.query(
    `DELETE FROM occurrence_copy old USING occurrence_copy present WHERE old.id = ANY($1) AND present.id = substr(old.id, 2)`,
    [moving],
  );
  await tx.query(
    `DELETE FROM seat_count old USING seat_count present
     WHERE old.occurrence_id = ANY($1) AND present.occurrence_id = substr(old.occurrence_id, 2)`,
    [moving],
  );
  await tx.query(
    `UPDATE booking old SET status = 'CANCELLED', held_until = NULL, version = old.version + 1,
       cancel_reason = 'Booked again under the new date.'
     FROM booking present
     WHERE old.occurrence_id = ANY($1) AND present.occurrence_id = substr(old.occurrence_id, 2)
       AND old.user_id = present.user_id AND old.status IN ('HELD', 'CONFIRMED', 'WAITLISTED', 'OFFERED')
       AND present.status IN ('HELD', 'CONFIRMED', 'WAITLISTED', 'OFFERED')`,
    [moving],
  );
}

/** Counts from the bookings themselves, whose counters the caller has locked. */
async function recount(tx: Transaction, occurrenceIds: readonly string[]): Promise<void> {
  await tx.query(
    `UPDATE seat_count count SET taken = real.taken, waiting_seats = real.waiting_seats, waitlist_length = real.waitlist_length,
       last_number = greatest(count.last_number, real.last_number),
       ceiling = CASE WHEN count.capacity IS NULL THEN NULL ELSE greatest(count.capacity, real.taken) END
     FROM (
       SELECT wanted.id,
         coalesce(sum(quantity) FILTER (WHERE status IN ('HELD', 'OFFERED', 'CONFIRMED')), 0)::integer AS taken,
         coalesce(sum(quantity) FILTER (WHERE status = 'WAITLISTED'), 0)::integer AS waiting_seats,
         count(*) FILTER (WHERE status = 'WAITLISTED')::integer AS waitlist_length,
         coalesce(max(waitlist_number), 0) AS last_number
       FROM unnest($1::text[]) AS wanted (id) LEFT JOIN booking ON booking.occurrence_id = wanted.id
       GROUP BY wanted.id
     ) real WHERE count.occurrence_id = real.id`,
    [occurrenceIds],
  );
}
