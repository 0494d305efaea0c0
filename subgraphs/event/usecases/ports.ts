import type { Change, LoggedChange } from '../../../platform/change-log/change-log.js';
import type { KeyedRequest } from '../../../platform/idempotency.js';
import type { Calendar, CalendarRole, Member } from '../domain/calendar.js';
import type { Event } from '../domain/event.js';
import type { Invite } from '../domain/invite.js';
import type { Series } from '../domain/recurrence/series.js';

/** Calendars, to be changed. */
export interface CalendarStore {
  insert(calendar: Calendar): Promise<void>;
  read(id: string): Promise<Calendar | null>;
  /** Reads it and keeps others from changing it or its members until the end of the work. */
  lock(id: string): Promise<Calendar | null>;
  save(calendar: Calendar): Promise<void>;
  /** With everything in it. */
  remove(id: string): Promise<void>;
}

/** Who belongs to calendars. Whoever changes a calendar's members locks the calendar first. */
export interface MemberStore {
  insert(member: Member): Promise<void>;
  find(calendarId: string, userId: string): Promise<Member | null>;
  all(calendarId: string): Promise<Member[]>;
  save(member: Member): Promise<void>;
  remove(id: string): Promise<void>;
}

/** Links by which people join. */
export interface InviteStore {
  insert(invite: Invite, at: Date): Promise<void>;
  byCode(code: string): Promise<Invite | null>;
  byId(id: string): Promise<Invite | null>;
  /** Notes that somebody joined by it; false when they had before, and it counts no more. */
  use(inviteId: string, userId: string, at: Date): Promise<boolean>;
  remove(id: string): Promise<void>;
}

/** Events, to be changed. */
export interface EventStore {
  insert(event: Event): Promise<void>;
  /** Reads it and keeps others from changing it until the end of the work. */
  lock(id: string): Promise<Event | null>;
  save(event: Event): Promise<void>;
  remove(id: string): Promise<void>;
  /** Keeps what a series was before its occurrences got other ids, so that the old ids go on to resolve. */
  keepEarlier(eventId: string, revision: number, series: Series): Promise<void>;
  /** The ids of the event's occurrences that somebody is known to have booked. */
  bookedOccurrences(eventId: string): Promise<string[]>;
  /** Follows new ids in the copy of bookings. */
  renameBooked(renamed: Readonly<Record<string, string>>): Promise<void>;
  hasBooked(eventId: string, userId: string): Promise<boolean>;
}

/** What was answered before, by key. */
export interface RequestStore {
  /**
   * Claims the key for this answer. When the key was claimed before, gives the claim that stands instead, after the work
   * that made it has ended.
   */
  claim(request: KeyedRequest, answerId: string, at: Date): Promise<{ inputHash: string; answerId: string } | null>;
  /** Whether this person's key of this operation was claimed. */
  isClaimed(userId: string, operation: string, key: string): Promise<boolean>;
}

/** One transaction: everything done in it happens, or nothing. */
export interface Work {
  readonly calendars: CalendarStore;
  readonly members: MemberStore;
  readonly invites: InviteStore;
  readonly events: EventStore;
  readonly requests: RequestStore;
  /** Writes to the change log; the last thing that a work does. */
  record(changes: readonly Change[]): Promise<LoggedChange[]>;
}

/** Runs a work; it may run again from the start when others were in its way, so it has no effect outside. */
export type InWork = <T>(work: (stores: Work) => Promise<T>) => Promise<T>;

/** What a signed-in person brings to a use case. */
export interface Actor {
  readonly userId: string;
  /** The account's role: MEMBER, ORGANIZER or ADMIN. */
  readonly role: string;
}

/** A calendar and the actor's role in it. */
export interface Standing {
  readonly calendar: Calendar;
  readonly role: CalendarRole | null;
}
