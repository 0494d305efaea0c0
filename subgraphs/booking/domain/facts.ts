import type { Money } from './money.js';

/** As the event subgraph has them. */
export type EventStatus = 'DRAFT' | 'TENTATIVE' | 'CONFIRMED' | 'CANCELLED';
export type Visibility = 'PUBLIC' | 'UNLISTED' | 'PRIVATE';
export type CalendarRole = 'OWNER' | 'EDITOR' | 'VIEWER' | 'FREE_BUSY';

/** What is known here of an event: a copy, as of its revision. */
export interface EventFacts {
  readonly id: string;
  /** Null where whoever was asked for may not know. */
  readonly calendarId: string | null;
  readonly organizerId: string | null;
  readonly status: EventStatus;
  readonly visibility: Visibility | null;
  /** Seats for each occurrence; null: no limit. */
  readonly capacity: number | null;
  readonly price: Money | null;
  /** The event's revision. */
  readonly version: number;
}

/** What is known here of one taking-place: a copy, as of its event's revision. */
export interface OccurrenceFacts {
  readonly id: string;
  readonly eventId: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly status: EventStatus;
  /** Taken off the calendar: it will not come back under this id. */
  readonly dropped: boolean;
  readonly version: number;
}

/** An occurrence with its event: all that a decision about seats needs to know of it. */
export interface Bookable {
  readonly occurrence: OccurrenceFacts;
  readonly event: EventFacts;
}

/** Whether a role lets a person run the events of its calendar. */
export const runsEvents = (role: CalendarRole | null): boolean => role === 'OWNER' || role === 'EDITOR';

/**
 * Whether the copies alone are proof enough that a person sees an event. False does not mean that they don't
 * (guests are known to the event subgraph only): then it is asked.
 */
export function surelySees(userId: string | null, event: EventFacts, role: CalendarRole | null): boolean {
  if (userId !== null && event.organizerId === userId) return true;
  if (event.status === 'DRAFT') return runsEvents(role);
  if (event.visibility === 'PUBLIC' || event.visibility === 'UNLISTED') return true;
  return role !== null && role !== 'FREE_BUSY';
}
