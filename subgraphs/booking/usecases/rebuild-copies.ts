import type { Database, Sql } from '../../../platform/database/database.js';
import type { CalendarRole } from '../domain/facts.js';
import type { CopyKeeping } from './apply-event-change.js';
import type { Copies } from './ports.js';
import type { AskOccurrences, KeepFacts } from './see-occurrence.js';

/** Who may do what on a calendar, by its owner's word, as somebody sees it; null: they may not know. */
export type AskMembers = (calendarId: string, userId: string) => Promise<{ userId: string; role: CalendarRole }[] | null>;

/** Whom an occurrence may be asked for as: its organizer first, then those who booked, newest first. */
export interface Witnesses {
  readonly occurrenceId: string;
  readonly userIds: readonly string[];
}

/** What was asked for, and which of it nobody sees any more. */
export interface Rebuilt {
  readonly occurrences: number;
  readonly missing: readonly string[];
}

/**
 * Asks the event subgraph again for everything here that copies are kept of, and keeps what it says: for copies that
 * were lost or are doubted. What the log brings later goes on from there; members of a calendar whose copy is still there
 * are left to the log, since the contract gives them no version.
 */
export type RebuildCopies = () => Promise<Rebuilt>;

interface Parts {
  readonly database: Database;
  readonly copies: Copies;
  readonly keeping: Pick<CopyKeeping, 'saveCalendar'> & { witnesses(sql: Sql): Promise<Witnesses[]> };
  readonly ask: AskOccurrences;
  readonly askMembers: AskMembers;
  readonly keep: KeepFacts;
}

export function createRebuildCopies({ database, copies, keeping, ask, askMembers, keep }: Parts): RebuildCopies {
  return async () => {
    const wanted = await keeping.witnesses(database);
    const missing: string[] = [];
    const calendars = new Map<string, string>();
    for (const { occurrenceId, userIds } of wanted) {
      if (!(await askAround(occurrenceId, userIds))) missing.push(occurrenceId);
      const event = (await copies.findBookable(database, occurrenceId))?.event;
      if (event?.calendarId && event.organizerId) calendars.set(event.calendarId, event.organizerId);
    }
    for (const [calendarId, organizerId] of calendars) {
      const members = await askMembers(calendarId, organizerId);
      if (members) await database.transaction((tx) => keeping.saveCalendar(tx, calendarId, 0, members));
    }
    return { occurrences: wanted.length, missing };
  };

  async function askAround(occurrenceId: string, userIds: readonly string[]): Promise<boolean> {
    for (const userId of userIds) {
      const answers = await ask([occurrenceId], userId);
      if (answers.size === 0) continue;
      await keep([...answers.values()]);
      return true;
    }
    return false;
  }
}
