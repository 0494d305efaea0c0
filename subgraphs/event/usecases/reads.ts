import type { Candidate } from '../domain/agenda.js';
import type { Calendar, CalendarRole, Member, SeenCalendar, Visibility } from '../domain/calendar.js';
import type { EventStatus, SeenEvent } from '../domain/event.js';
import type { Invite } from '../domain/invite.js';
import type { Series } from '../domain/recurrence/series.js';
import type { Sight, Way } from '../domain/visibility.js';

/** Whose eyes a read goes by; null for nobody. */
export type ViewerId = string | null;

export interface Window {
  readonly from: Date;
  readonly to: Date;
}

/** What to look for among events. */
export interface EventSearch {
  readonly text?: string | null | undefined;
  readonly from?: Date | null | undefined;
  readonly to?: Date | null | undefined;
  readonly calendarId?: string | null | undefined;
  readonly organizerId?: string | null | undefined;
  readonly tags?: readonly string[] | null | undefined;
  readonly status?: readonly EventStatus[] | null | undefined;
}

/** In which order, and after which event. `at` is RFC 3339. */
export interface EventSlice {
  readonly orderBy: 'STARTS_AT' | 'CREATED_AT';
  readonly after: { readonly at: string; readonly id: string } | null;
  readonly limit: number;
}

/** What a viewer may see of a calendar and some events at this moment. */
export interface Sights {
  /** Null when there is no such calendar any more. */
  readonly calendar: { readonly id: string; readonly visibility: Visibility; readonly role: CalendarRole | null } | null;
  /** By event id; those that are deleted are missing. `none` as well for one that went to another calendar. */
  readonly events: ReadonlyMap<string, Sight>;
  /** Ids of those that the viewer has booked. */
  readonly booked: ReadonlySet<string>;
}

export interface FeedItem {
  readonly event: SeenEvent;
  readonly sight: 'all' | 'busy';
}

/** A calendar as the member behind a feed's address may see it. */
export interface FeedContents {
  readonly calendar: Calendar;
  readonly viewer: string;
  readonly items: readonly FeedItem[];
  /** When anything last changed in it, or in what the member may see. */
  readonly changedAt: Date;
}

/** What whoever holds an invite's code may know. */
export interface InvitedTo {
  readonly invite: Invite;
  readonly calendarName: string;
  readonly calendarColor: string | null;
  readonly memberCount: number;
}

/** Calendars as they are read: never but by somebody's eyes. */
export interface CalendarReads {
  /** Those of these calendars that the viewer may open by their id. */
  calendarsById(viewer: ViewerId, ids: readonly string[]): Promise<SeenCalendar[]>;
  /** The calendars that the viewer belongs to, in the order of joining. */
  calendarsOfMember(viewer: string): Promise<SeenCalendar[]>;
  /** Ids and the viewer's roles of the calendars that the viewer belongs to, and whether they hide them. */
  rolesOf(viewer: string): Promise<{ calendarId: string; role: CalendarRole; hidden: boolean }[]>;
  /** A page of a calendar's members, by time of joining; none for a viewer who is none of them. */
  membersPage(
    viewer: string,
    calendarId: string,
    page: { limit: number; after: { joinedAt: string; id: string } | null },
  ): Promise<Member[]>;
  countMembers(calendarId: string): Promise<number>;
  /** The invites of a calendar, oldest first, expired and used ones too. For those who run the calendar only. */
  invitesOf(calendarId: string): Promise<Invite[]>;
  /** What an invite's code leads to, for whoever holds it; null for a code of nothing. */
  inviteBehind(code: string): Promise<InvitedTo | null>;
  /** Reads by the token alone: who has it is taken for the member. Null for a token of nobody. */
  readFeed(token: string): Promise<FeedContents | null>;
}

/** Events as they are read: what a viewer may not see is not there. */
export interface EventReads {
  /** Those of these events that the viewer may see, each reached by its own id. */
  eventsById(viewer: ViewerId, ids: readonly string[]): Promise<SeenEvent[]>;
  /** What an event's series was before each shift, newest first: for ids that occurrences had then. */
  earlierSeries(eventId: string): Promise<Series[]>;
  /** The events of these calendars that may have something in the window, as far as the viewer may know of them. */
  calendarCandidates(viewer: ViewerId, calendarIds: readonly string[], window: Window): Promise<Candidate[]>;
  /** The events of which the viewer has booked something, with just the occurrences that were booked. */
  bookedCandidates(viewer: string, window: Window, calendarIds: readonly string[] | null): Promise<Candidate[]>;
  /**
   * Events that the viewer may see and find: by start, earliest first, or by creation, newest first. A series' reach is
   * looked at, not single occurrences: it may have none in the window.
   */
  searchEvents(viewer: ViewerId, search: EventSearch, slice: EventSlice): Promise<SeenEvent[]>;
  /** All of them, for an order that the store does not know. @throws QUERY_TOO_COMPLEX when there are too many. */
  allFound(viewer: ViewerId, search: EventSearch): Promise<SeenEvent[]>;
  countFound(viewer: ViewerId, search: EventSearch): Promise<number>;
  /** Looks up what a viewer may see now, whatever was so when a change was written. */
  sightsOf(viewer: ViewerId, calendarId: string, eventIds: readonly string[], way: Way): Promise<Sights>;
}

export type Reads = CalendarReads & EventReads;
