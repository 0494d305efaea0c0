import type { Sql } from '../../../platform/database/database.js';
import { CallerError } from '../../../platform/errors.js';
import type { Candidate } from '../domain/agenda.js';
import type { ViewerId, Window } from '../usecases/reads.js';
import { seenEventOf, selectSeen, type SeenEventRow } from './seen-events.js';

/** More series than this in one window are refused rather than cut off. */
const MOST_CANDIDATES = 5_000;

/** The events of these calendars that may have something in the window, as far as the viewer may know of them. */
export async function calendarCandidates(sql: Sql, viewer: ViewerId, calendarIds: readonly string[], window: Window): Promise<Candidate[]> {
  if (calendarIds.length === 0) return [];
  const where = `e.calendar_id = ANY($2) AND e.reach && tstzrange($3, $4, '[)')`;
  const rows = await sql.query<SeenEventRow>(selectSeen('calendar', where, `LIMIT ${String(MOST_CANDIDATES + 1)}`), [
    viewer,
    calendarIds,
    window.from,
    window.to,
  ]);
  return candidatesOf(rows, viewer);
}

/** The events of which the viewer has booked something, with just the occurrences that were booked. */
export async function bookedCandidates(sql: Sql, viewer: string, window: Window, calendarIds: readonly string[] | null): Promise<Candidate[]> {
  const booked = await sql.query<{ event_id: string; occurrence_id: string }>(
    `SELECT event_id, occurrence_id FROM booked WHERE user_id = $1 AND status IN ('CONFIRMED', 'HELD')`,
    [viewer],
  );
  if (booked.length === 0) return [];
  const where = `e.id = ANY($2) AND e.reach && tstzrange($3, $4, '[)') AND ($5::text[] IS NULL OR e.calendar_id = ANY($5))`;
  const eventIds = [...new Set(booked.map((row) => row.event_id))];
  const rows = await sql.query<SeenEventRow>(selectSeen('link', where, `AND sight = 'all' LIMIT ${String(MOST_CANDIDATES + 1)}`), [
    viewer,
    eventIds,
    window.from,
    window.to,
    calendarIds,
  ]);
  return candidatesOf(rows, viewer).map((candidate) => ({
    ...candidate,
    only: new Set(booked.filter((row) => row.event_id === candidate.event.id).map((row) => row.occurrence_id)),
  }));
}

function candidatesOf(rows: readonly SeenEventRow[], viewer: ViewerId): Candidate[] {
  if (rows.length > MOST_CANDIDATES) {
    throw new CallerError('QUERY_TOO_COMPLEX', 'Too much happens in this stretch: ask for a shorter one, or for fewer calendars.');
  }
  return rows.map((row) => ({ event: seenEventOf(row, viewer), sight: row.sight === 'all' ? 'all' : 'busy', only: null }));
}
