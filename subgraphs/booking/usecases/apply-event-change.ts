import type { LoggedChange } from '../../../platform/change-log/change-log.js';
import { consumeOnce } from '../../../platform/change-log/consume.js';
import type { RelayedChange } from '../../../platform/change-log/relay.js';
import type { Database, Transaction } from '../../../platform/database/database.js';
import type { CalendarRole, EventFacts } from '../domain/facts.js';
import type { Copies } from './ports.js';
import type { AskOccurrences, KeepFacts } from './see-occurrence.js';
import type { Settle } from './settle.js';

/** What a change to an event says that matters to bookings. */
export interface EventChangeData {
  readonly event: Omit<EventFacts, 'version'>;
  /** The one occurrence that changed; null: the event. */
  readonly occurrenceId: string | null;
  /** From old ids to new ones. */
  readonly renamed: Readonly<Record<string, string>>;
  /** Taken off the calendar. */
  readonly dropped: readonly string[];
}

/** What a change to a calendar says that matters to bookings: the whole list of its members. */
export interface CalendarChangeData {
  readonly calendar: { readonly id: string };
  readonly members: readonly { readonly userId: string; readonly role: CalendarRole }[];
}

/** What bringing copies up to date needs of the store, beside reading them. */
export interface CopyKeeping {
  /** Occurrences that are known here and not dropped: of an event, and those of these ids. */
  occurrencesOf(tx: Transaction, eventId: string, ids: readonly string[]): Promise<string[]>;
  /** Everything that goes by the old ids goes by the new ones from now on; old ids still resolve. */
  rename(tx: Transaction, renamed: Readonly<Record<string, string>>, at: Date): Promise<void>;
  /** Marks occurrences that were taken off the calendar. */
  drop(tx: Transaction, occurrenceIds: readonly string[], version: number): Promise<void>;
  /** The whole list of a calendar's members, unless a newer one is known. */
  saveCalendar(tx: Transaction, calendarId: string, version: number, members: CalendarChangeData['members']): Promise<void>;
  /** Holds and offers end at the start at the latest, also when the start has moved forward. */
  boundEnds(tx: Transaction, occurrenceIds: readonly string[]): Promise<void>;
}

interface Parts {
  readonly database: Database;
  readonly copies: Copies;
  readonly keeping: CopyKeeping;
  readonly ask: AskOccurrences;
  readonly askEvent: AskEvent;
  readonly keep: KeepFacts;
  readonly settle: Settle;
}

/** Whether somebody sees an event, by its owner's word. */
export type AskEvent = (eventId: string, userId: string) => Promise<boolean>;

/**
 * Brings the copies to what a change of an event says, once, whatever is delivered twice, late or reversed; then asks
 * its owner for the times of the occurrences that are known here, and offers seats that came free.
 */
export type ApplyEventChange = (delivered: RelayedChange, data: EventChangeData) => Promise<void>;

export function createApplyEventChange({ database, copies, keeping, ask, askEvent, keep, settle }: Parts): ApplyEventChange {
  return async (delivered, data) => {
    const { change } = delivered;
    const event: EventFacts = { ...data.event, version: change.entityVersion };
    await database.transaction((tx) =>
      consumeOnce(tx, delivered, async () => {
        await copies.saveEvent(tx, event);
        await keeping.rename(tx, data.renamed, change.at);
        await keeping.drop(tx, data.dropped, change.entityVersion);
      }).then(() => undefined),
    );
    // From here on everything may run again: it only brings copies and counters to what is true now.
    const known = await database.transaction((tx) => keeping.occurrencesOf(tx, event.id, Object.values(data.renamed)));
    const present = await refresh(event, known, change);
    const changed = await database.transaction(async (tx) => {
      await keeping.boundEnds(tx, present);
      return copies.applyCapacity(tx, event.id);
    });
    for (const occurrenceId of new Set([...changed, ...present])) await settle(occurrenceId);
  };

  /**
   * Asks for known occurrences as the organizer sees them, and gives their present ids. Those that are not there any more
   * are dropped; when the organizer sees nothing of the event though it was not deleted, they stay as they are.
   */
  async function refresh(event: EventFacts, known: readonly string[], change: LoggedChange): Promise<string[]> {
    if (known.length === 0 || event.organizerId === null) return [...known];
    const answers = await ask(known, event.organizerId);
    if (answers.size > 0) await keep([...answers.values()]);
    const moved = [...answers].filter(([id, { occurrence }]) => id !== occurrence.id);
    const missing = known.filter((id) => !answers.has(id));
    const gone = missing.length > 0 && (await isGone(event, event.organizerId, change, answers.size > 0));
    await database.transaction(async (tx) => {
      await keeping.rename(tx, Object.fromEntries(moved.map(([id, { occurrence }]) => [id, occurrence.id])), change.at);
      if (gone) await keeping.drop(tx, missing, event.version);
    });
    return known.map((id) => answers.get(id)?.occurrence.id ?? id);
  }

  async function isGone({ id }: EventFacts, organizerId: string, change: LoggedChange, seen: boolean): Promise<boolean> {
    return seen || (change.kind === 'DELETED' && change.data['occurrenceId'] == null) || askEvent(id, organizerId);
  }
}

/** Keeps who may do what on a calendar. */
export type ApplyCalendarChange = (delivered: RelayedChange, data: CalendarChangeData) => Promise<void>;

export function createApplyCalendarChange({ database, keeping }: Pick<Parts, 'database' | 'keeping'>): ApplyCalendarChange {
  return async (delivered, { calendar, members }) => {
    const { change } = delivered;
    await database.transaction((tx) =>
      consumeOnce(tx, delivered, () =>
        keeping.saveCalendar(tx, calendar.id, change.entityVersion, change.kind === 'CALENDAR_DELETED' ? [] : members),
      ),
    );
  };
}
