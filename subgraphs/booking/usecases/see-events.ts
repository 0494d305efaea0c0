import type { Database, Sql } from '../../../platform/database/database.js';
import { isSubgraphUnavailable } from '../../../platform/errors.js';
import { surelySees, type CalendarRole, type EventFacts } from '../domain/facts.js';

/** Which of these events somebody sees, by the event subgraph's word; null: as anybody does. */
export type AskEvents = (eventIds: readonly string[], userId: string | null) => Promise<Set<string>>;

/** Which of these events the person (null: anybody) sees; what can't be found out is not seen. */
export type SeeEvents = (eventIds: readonly string[], userId: string | null) => Promise<Set<string>>;

/** What seeing events needs of the store. */
export interface EventSightStore {
  findEvents(sql: Sql, ids: readonly string[]): Promise<EventFacts[]>;
  rolesOf(sql: Sql, calendarIds: readonly string[], userId: string): Promise<Map<string, CalendarRole>>;
}

/** Copies will do for whom they prove enough; for all others the owner is asked, once for a whole list. */
export function createSeeEvents({ database, store, ask }: { database: Database; store: EventSightStore; ask: AskEvents }): SeeEvents {
  return async (eventIds, userId) => {
    const known = await store.findEvents(database, eventIds);
    const calendarIds = known.flatMap(({ calendarId }) => calendarId ?? []);
    const roles = userId === null ? new Map<string, CalendarRole>() : await store.rolesOf(database, calendarIds, userId);
    const seen = new Set(known.filter((event) => surelySees(userId, event, roles.get(event.calendarId ?? '') ?? null)).map(({ id }) => id));
    const unsure = eventIds.filter((id) => !seen.has(id));
    if (unsure.length === 0) return seen;
    try {
      for (const id of await ask(unsure, userId)) seen.add(id);
    } catch (error) {
      if (!isSubgraphUnavailable(error)) throw error;
    }
    return seen;
  };
}
