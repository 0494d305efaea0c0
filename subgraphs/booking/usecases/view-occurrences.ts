import type { Clock } from '../../../platform/clock.js';
import type { Database, Sql } from '../../../platform/database/database.js';
import { isSubgraphUnavailable } from '../../../platform/errors.js';
import { surelySees, type Bookable, type CalendarRole } from '../domain/facts.js';
import type { SeatCount } from '../domain/seats.js';
import type { AskOccurrences, KeepFacts } from './see-occurrence.js';

/** An occurrence and how full it is, for somebody who sees it. */
export interface OccurrenceView {
  /** The id that was asked for; `bookable.occurrence.id` is the present one. */
  readonly askedId: string;
  readonly bookable: Bookable;
  readonly count: SeatCount;
  /** Taken seats whose hold or offer has ended. */
  readonly endedSeats: number;
}

/** Occurrences by id, as far as the person (null: anybody) sees them. */
export type ViewOccurrences = (occurrenceIds: readonly string[], userId: string | null) => Promise<OccurrenceView[]>;

/** What viewing needs of the store. */
export interface ViewStore {
  presentIds(sql: Sql, ids: readonly string[]): Promise<Map<string, string>>;
  findBookables(sql: Sql, ids: readonly string[]): Promise<Bookable[]>;
  readCounts(sql: Sql, ids: readonly string[], now: Date): Promise<{ count: SeatCount; endedSeats: number }[]>;
  rolesOf(sql: Sql, calendarIds: readonly string[], userId: string): Promise<Map<string, CalendarRole>>;
  /** Those of these occurrences at which the person has an active booking. */
  bookedBy(sql: Sql, ids: readonly string[], userId: string): Promise<Set<string>>;
}

interface Parts {
  readonly database: Database;
  readonly clock: Clock;
  readonly store: ViewStore;
  readonly ask: AskOccurrences;
  readonly keep: KeepFacts;
}

/** Copies will do for whom they prove enough; for all others the owner is asked, once for a whole list. */
export function createViewOccurrences({ database, clock, store, ask, keep }: Parts): ViewOccurrences {
  return async (askedIds, userId) => {
    const present = await store.presentIds(database, askedIds);
    const ids = [...new Set(askedIds.map((id) => present.get(id) ?? id))];
    const known = new Map((await store.findBookables(database, ids)).map((bookable) => [bookable.occurrence.id, bookable]));
    const seen = await sureOnes([...known.values()], userId);
    const unsure = ids.filter((id) => !seen.has(id));
    for (const [id, bookable] of await askFor(unsure, known, userId)) seen.set(id, bookable);
    const counts = await store.readCounts(database, [...seen.values()].map(({ occurrence }) => occurrence.id), clock.now());
    const countOf = new Map(counts.map((found) => [found.count.occurrenceId, found]));
    return askedIds.flatMap((askedId) => {
      const bookable = seen.get(present.get(askedId) ?? askedId);
      const found = bookable && countOf.get(bookable.occurrence.id);
      return bookable && found ? [{ askedId, bookable, ...found }] : [];
    });
  };

  async function sureOnes(known: readonly Bookable[], userId: string | null): Promise<Map<string, Bookable>> {
    const calendarIds = known.flatMap(({ event }) => event.calendarId ?? []);
    const roles = userId === null ? new Map<string, CalendarRole>() : await store.rolesOf(database, calendarIds, userId);
    const booked = userId === null ? new Set<string>() : await store.bookedBy(database, known.map(({ occurrence }) => occurrence.id), userId);
    const sure = known.filter(
      ({ event, occurrence }) =>
        !occurrence.dropped && (booked.has(occurrence.id) || surelySees(userId, event, roles.get(event.calendarId ?? '') ?? null)),
    );
    return new Map(sure.map((bookable) => [bookable.occurrence.id, bookable]));
  }

  /** Asks the owner, and keeps what was not known; with the owner out of reach nothing is seen. */
  async function askFor(
    ids: readonly string[],
    known: ReadonlyMap<string, Bookable>,
    userId: string | null,
  ): Promise<Map<string, Bookable>> {
    if (ids.length === 0) return new Map();
    try {
      const answers = await ask(ids, userId);
      const unknown = [...answers.values()].filter(({ occurrence }) => !known.has(occurrence.id));
      if (unknown.length > 0) await keep(unknown);
      return answers;
    } catch (error) {
      if (isSubgraphUnavailable(error)) return new Map();
      throw error;
    }
  }
}
