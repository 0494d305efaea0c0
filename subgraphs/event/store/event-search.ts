import type { Sql } from '../../../platform/database/database.js';
import { CallerError } from '../../../platform/errors.js';
import type { SeenEvent } from '../domain/event.js';
import type { Way } from '../domain/visibility.js';
import type { EventSearch, EventSlice, ViewerId } from '../usecases/reads.js';
import { seenEventOf, selectSeen, type SeenEventRow } from './seen-events.js';

const MOST_FOUND = 5_000;

const ORDERS = {
  STARTS_AT: { column: 'starts_at', after: '>', direction: 'ASC' },
  CREATED_AT: { column: 'created_at', after: '<', direction: 'DESC' },
} as const;

/**
 * Events that the viewer may see and find: by start, earliest first, or by creation, newest first.
 * `reach` is looked at, not single occurrences: a series may have none in the window.
 */
export async function searchEvents(sql: Sql, viewer: ViewerId, search: EventSearch, slice: EventSlice): Promise<SeenEvent[]> {
  const { where, parameters } = conditions(viewer, search);
  const { column, after, direction } = ORDERS[slice.orderBy];
  const [at, id, limit] = [1, 2, 3].map((more) => `$${String(parameters.length + more)}`) as [string, string, string];
  const keyset = `(${at}::timestamptz IS NULL OR (e.${column}, e.id) ${after} (${at}, ${id}))`;
  const order = `AND sight = 'all' ORDER BY ${column} ${direction}, id ${direction} LIMIT ${limit}`;
  const rows = await sql.query<SeenEventRow>(selectSeen(wayOf(search), `${where} AND ${keyset}`, order), [
    ...parameters,
    slice.after?.at ?? null,
    slice.after?.id ?? null,
    slice.limit,
  ]);
  return rows.map((row) => seenEventOf(row, viewer));
}

/** All of them, for an order that SQL does not know. @throws QUERY_TOO_COMPLEX when there are too many. */
export async function allFound(sql: Sql, viewer: ViewerId, search: EventSearch): Promise<SeenEvent[]> {
  const found = await searchEvents(sql, viewer, search, { orderBy: 'STARTS_AT', after: null, limit: MOST_FOUND + 1 });
  if (found.length > MOST_FOUND) throw new CallerError('QUERY_TOO_COMPLEX', 'Too many events match: narrow the search.');
  return found;
}

export async function countFound(sql: Sql, viewer: ViewerId, search: EventSearch): Promise<number> {
  const { where, parameters } = conditions(viewer, search);
  const seen = selectSeen(wayOf(search), where, `AND sight = 'all'`);
  const [row] = await sql.query<{ count: number }>(`SELECT count(*) FROM (${seen}) found`, parameters);
  return row?.count ?? 0;
}

/** On a calendar that one has opened there is more to find than everywhere. */
const wayOf = (search: EventSearch): Way => (search.calendarId == null ? 'search' : 'calendar');

function conditions(viewer: ViewerId, search: EventSearch): { where: string; parameters: unknown[] } {
  const parameters: unknown[] = [viewer];
  const parts: string[] = [];
  const add = (value: unknown, part: (parameter: string) => string): void => {
    if (value == null) return;
    parameters.push(value);
    parts.push(part(`$${String(parameters.length)}`));
  };
  add(search.calendarId, (p) => `e.calendar_id = ${p}`);
  add(search.organizerId, (p) => `e.organizer_id = ${p}`);
  add(search.tags, (p) => `e.tags @> ${p}`);
  add(search.status, (p) => `e.status = ANY(${p})`);
  add(search.text, (p) => `e.found_by @@ websearch_to_tsquery('simple', ${p})`);
  if (search.from != null || search.to != null) {
    parameters.push(search.from ?? null, search.to ?? null);
    parts.push(`e.reach && tstzrange($${String(parameters.length - 1)}, $${String(parameters.length)}, '[)')`);
  }
  return { where: ['true', ...parts].join(' AND '), parameters };
}
