import type { SentKind } from './notification.js';

export type CalendarRole = 'OWNER' | 'EDITOR' | 'VIEWER' | 'FREE_BUSY';

export interface Member {
  readonly userId: string;
  readonly role: CalendarRole;
}

/** Whom to tell what. */
export interface Telling {
  readonly userId: string;
  readonly kind: SentKind;
}

export type EventChangeKind = 'CREATED' | 'UPDATED' | 'CANCELLED' | 'DELETED' | 'RESPONDED';

/**
 * Who hears of an event's change: who reads the calendar, and from its first change on who has booked; never who did
 * it. FREE_BUSY may not know what is on; a draft is nobody's business until it is none, and is new to all then. A
 * deletion leaves no trace.
 */
export function toldOfEvent(change: {
  readonly kind: EventChangeKind;
  readonly status: string;
  /** Before the change; null for what is new. */
  readonly wasStatus: string | null;
  readonly actor: string | null;
  readonly members: readonly Member[];
  readonly bookers: readonly string[];
}): Telling[] {
  const wasDraft = change.wasStatus === 'DRAFT';
  const kind = wasDraft && change.kind === 'UPDATED' ? 'EVENT_CREATED' : eventKind(change.kind);
  if (kind === null || change.status === 'DRAFT' || (wasDraft && kind === 'EVENT_CANCELLED')) return [];
  const readers = change.members.filter((member) => member.role !== 'FREE_BUSY').map((member) => member.userId);
  const concerned = kind === 'EVENT_CREATED' ? readers : [...readers, ...change.bookers];
  return tell(kind, concerned, change.actor);
}

function eventKind(kind: EventChangeKind): SentKind | null {
  switch (kind) {
    case 'CREATED':
      return 'EVENT_CREATED';
    case 'UPDATED':
      return 'EVENT_UPDATED';
    case 'CANCELLED':
      return 'EVENT_CANCELLED';
    case 'DELETED':
    case 'RESPONDED':
      return null;
  }
}

/** Who hears that somebody joined a calendar: its owners, unless they let that person in, or are the person. */
export function toldOfJoining(joined: string, members: readonly Member[], actor: string | null): Telling[] {
  const owners = members.filter((member) => member.role === 'OWNER' && member.userId !== joined);
  return tell('CALENDAR_JOINED', owners.map((owner) => owner.userId), actor);
}

export type BookingStatus = 'HELD' | 'CONFIRMED' | 'WAITLISTED' | 'OFFERED' | 'CANCELLED' | 'EXPIRED';

/** Who hears of a booking's new status: the booker, unless it was the booker's own act; of a new booking, the organizer. */
export function toldOfBooking(change: {
  readonly status: BookingStatus;
  readonly previousStatus: BookingStatus | null;
  readonly bookerId: string;
  /** Null where nobody knows. */
  readonly organizerId: string | null;
  readonly actor: string | null;
}): Telling[] {
  if (change.status === change.previousStatus) return [];
  switch (change.status) {
    case 'CONFIRMED': {
      const organizer = change.organizerId === null || change.organizerId === change.bookerId ? [] : [change.organizerId];
      return [
        ...tell('BOOKING_CONFIRMED', [change.bookerId], change.actor),
        ...tell('BOOKING_RECEIVED', organizer, change.actor),
      ];
    }
    case 'CANCELLED':
      return tell('BOOKING_CANCELLED', [change.bookerId], change.actor);
    case 'OFFERED':
      return [{ userId: change.bookerId, kind: 'WAITLIST_OFFERED' }];
    case 'EXPIRED':
      return change.previousStatus === 'OFFERED' ? [{ userId: change.bookerId, kind: 'WAITLIST_EXPIRED' }] : [];
    case 'HELD':
    case 'WAITLISTED':
      return [];
  }
}

/** Each person once, and nobody of what they did themselves. */
function tell(kind: SentKind, people: readonly string[], actor: string | null): Telling[] {
  return [...new Set(people)].filter((userId) => userId !== actor).map((userId) => ({ userId, kind }));
}
