import type { Database } from '../../../platform/database/database.js';
import { isSubgraphUnavailable, notFound } from '../../../platform/errors.js';
import { surelySees, type Bookable } from '../domain/facts.js';
import type { Copies } from './ports.js';
import type { Settle } from './settle.js';

/** What the event subgraph says of occurrences, as somebody sees them; what they may not see is left out. */
export type AskOccurrences = (occurrenceIds: readonly string[], userId: string | null) => Promise<Map<string, Bookable>>;

/**
 * An occurrence that the person sees, as its owner has it at this moment; kept as a copy.
 * With the owner out of reach the copy will do for whom it proves enough.
 * @throws NOT_FOUND for what does not exist or may not be seen; SUBGRAPH_UNAVAILABLE.
 */
export type SeeOccurrence = (occurrenceId: string, userId: string | null) => Promise<Bookable>;

interface Parts {
  readonly database: Database;
  readonly copies: Copies;
  readonly ask: AskOccurrences;
  readonly keep: KeepFacts;
}

export function createSeeOccurrence({ database, copies, ask, keep }: Parts): SeeOccurrence {
  return async (occurrenceId, userId) => {
    const presentId = await copies.presentId(database, occurrenceId);
    const known = await copies.findBookable(database, presentId);
    let answers: Map<string, Bookable>;
    try {
      answers = await ask([presentId], userId);
    } catch (error) {
      if (isSubgraphUnavailable(error) && known && (await seesByCopy(known, userId))) return known;
      throw error;
    }
    const answer = answers.get(presentId);
    if (!answer) throw notFound('The occurrence');
    if (known && isAsNew(known, answer)) return known;
    await keep([answer]);
    return (await copies.findBookable(database, answer.occurrence.id)) ?? answer;
  };

  async function seesByCopy({ event }: Bookable, userId: string | null): Promise<boolean> {
    const role = userId === null ? null : await copies.roleOf(database, event.calendarId, userId);
    return surelySees(userId, event, role);
  }
}

const isAsNew = (known: Bookable, answer: Bookable): boolean =>
  known.occurrence.id === answer.occurrence.id &&
  known.occurrence.eventId === answer.occurrence.eventId &&
  known.occurrence.version >= answer.occurrence.version &&
  known.event.version >= answer.event.version;

/** Keeps what the owner said, makes counters, and offers seats that a raised capacity freed. */
export type KeepFacts = (answers: readonly Bookable[]) => Promise<void>;

export function createKeepFacts({ database, copies, settle }: { database: Database; copies: Copies; settle: Settle }): KeepFacts {
  return async (answers) => {
    const changed = await database.transaction(async (tx) => {
      const eventIds = new Set<string>();
      for (const { event, occurrence } of [...answers].sort(byEvent)) {
        if (!eventIds.has(event.id)) await copies.saveEvent(tx, event);
        eventIds.add(event.id);
        await copies.saveOccurrence(tx, occurrence);
        await copies.ensureCount(tx, occurrence.id, event.id);
      }
      const lists = [];
      for (const eventId of eventIds) lists.push(await copies.applyCapacity(tx, eventId));
      return lists.flat();
    });
    for (const occurrenceId of changed) await settle(occurrenceId);
  };
}

const byEvent = (a: Bookable, b: Bookable): number =>
  a.event.id < b.event.id ? -1 : a.event.id > b.event.id ? 1 : a.occurrence.id < b.occurrence.id ? -1 : 1;
