/** What a member may do in a calendar; each role may do all that those after it may. */
export const CALENDAR_ROLES = ['OWNER', 'EDITOR', 'VIEWER', 'FREE_BUSY'] as const;
export type CalendarRole = (typeof CALENDAR_ROLES)[number];

export type Visibility = 'PUBLIC' | 'UNLISTED' | 'PRIVATE';

/** A calendar: a room with a clock on the wall, in which people share events. */
export interface Calendar {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  /** `#rrggbb`. */
  readonly color: string | null;
  readonly timeZone: string;
  readonly visibility: Visibility;
  /** Counts changes of the calendar itself and of its members. */
  readonly revision: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** Somebody's place in a calendar, with what is theirs alone. */
export interface Member {
  readonly id: string;
  readonly calendarId: string;
  readonly userId: string;
  readonly role: CalendarRole;
  /** Null: the calendar's. */
  readonly color: string | null;
  readonly hidden: boolean;
  /** The unguessable part of this member's feed address. */
  readonly feedToken: string;
  readonly joinedAt: Date;
  /** When the role last changed: what the feed shows changed then too. */
  readonly roleSince: Date;
}

/** A calendar with what its reader is in it. Its log's end was taken in the same snapshot as the rest. */
export interface SeenCalendar extends Calendar {
  readonly ownerId: string | null;
  readonly mine: Member | null;
  readonly logEnd: number;
}

export const atLeast = (role: CalendarRole | null, needed: CalendarRole): boolean =>
  role !== null && CALENDAR_ROLES.indexOf(role) <= CALENDAR_ROLES.indexOf(needed);

/** Whether somebody with this role (null: no member) may know that the calendar exists, given its id. */
export const mayOpenCalendar = (visibility: Visibility, role: CalendarRole | null): boolean =>
  role !== null || visibility !== 'PRIVATE';

/** Whether this role writes events. */
export const mayEdit = (role: CalendarRole | null): boolean => atLeast(role, 'EDITOR');

/** Accounts whose role lets them publish what everybody can find. */
export const mayPublish = (accountRole: string): boolean => accountRole === 'ORGANIZER' || accountRole === 'ADMIN';
