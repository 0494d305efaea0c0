import type { BusyBlock, Occurrence, SeenEvent } from './event.js';
import { occurrenceId } from './occurrence-id.js';
import { spansStarting } from './occurrences.js';
import type { Span } from './recurrence/series.js';

/** An event that may have something in the window, and how much of it the reader may know. */
export interface Candidate {
  readonly event: SeenEvent;
  readonly sight: 'all' | 'busy';
  /** The only occurrences that count, by id; null: all. */
  readonly only: ReadonlySet<string> | null;
}

export type AgendaEntry = Occurrence | BusyBlock;

export const isBusyBlock = (entry: AgendaEntry): entry is BusyBlock => 'busyId' in entry;

/** The window, and the place after which the page begins. */
export interface AgendaWindow {
  readonly from: Date;
  readonly to: Date;
  readonly limit: number;
  /** The start (Unix milliseconds) and id of the last entry seen. */
  readonly after: { readonly start: number; readonly id: string } | null;
  readonly viewerZone: string;
  /** Turns an occurrence's id into one that tells nothing. */
  readonly busyIdOf: (occurrenceId: string) => string;
}

/** Expands candidates into at most `limit` entries of the window, in order of start and id. */
export function agendaEntries(candidates: readonly Candidate[], window: AgendaWindow): { entries: AgendaEntry[]; cappedEventIds: string[] } {
  const { from, to, limit, after, viewerZone } = window;
  const startingFrom = new Date(after?.start ?? -8.64e15);
  const effectiveFrom = after && after.start > from.getTime() ? startingFrom : from;
  const cappedEventIds: string[] = [];
  const entries: AgendaEntry[] = [];
  for (const candidate of candidates) {
    // One more than asked for: the entry at which the last page ended may be among them.
    const range = { from: effectiveFrom, to, startingFrom, limit: candidate.only ? limit + 1000 : limit + 1 };
    const { spans, capped } = spansStarting(candidate.event.series, range, viewerZone);
    if (capped && candidate.sight === 'all') cappedEventIds.push(candidate.event.id);
    for (const span of spans) {
      if (candidate.only && !candidate.only.has(occurrenceId(candidate.event.id, span.key))) continue;
      if (overlaps(span, from, to)) entries.push(entryOf(candidate, span, window));
    }
  }
  entries.sort(inOrder);
  return { entries: entries.filter((entry) => !after || isAfter(entry, after)).slice(0, limit), cappedEventIds };
}

export const entryId = (entry: AgendaEntry): string =>
  isBusyBlock(entry) ? entry.busyId : occurrenceId(entry.event.id, entry.span.key);

/** An event of no length counts when it begins within the window. */
const overlaps = (span: Span, from: Date, to: Date): boolean =>
  span.start < to && (span.end > from || (span.end.getTime() === span.start.getTime() && span.start >= from));

function entryOf({ event, sight }: Candidate, span: Span, { busyIdOf }: AgendaWindow): AgendaEntry {
  if (sight === 'all') return { event, span };
  return {
    busyId: busyIdOf(occurrenceId(event.id, span.key)),
    calendarId: event.calendarId,
    allDay: event.series.allDay,
    span,
    tentative: event.status === 'TENTATIVE',
  };
}

function inOrder(one: AgendaEntry, other: AgendaEntry): number {
  const byStart = one.span.start.getTime() - other.span.start.getTime();
  if (byStart !== 0) return byStart;
  return entryId(one) < entryId(other) ? -1 : 1;
}

function isAfter(entry: AgendaEntry, place: { start: number; id: string }): boolean {
  const start = entry.span.start.getTime();
  return start > place.start || (start === place.start && entryId(entry) > place.id);
}
