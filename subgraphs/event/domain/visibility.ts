import type { CalendarRole, Visibility } from './calendar.js';
import { mayEdit } from './calendar.js';
import type { EventStatus, ShowAs } from './event.js';

/** How much of an event somebody may know: everything, only that it makes people busy, or not even that it exists. */
export type Sight = 'all' | 'busy' | 'none';

/**
 * How somebody came upon an event: by its own id, on a calendar that they opened, or by searching everywhere.
 * What is unlisted is open to whoever has its link, and is found by nobody who has not.
 */
export type Way = 'link' | 'calendar' | 'search';

/** Who looks: what ties them to the event. */
export interface Onlooker {
  /** Null for nobody. */
  readonly userId: string | null;
  /** Their role in the event's calendar; null where they are no member. */
  readonly role: CalendarRole | null;
  /** Whether they have a seat, or wait for one. */
  readonly hasBooked: boolean;
}

/** What decides about an event. */
export interface Sighted {
  readonly organizerId: string;
  readonly visibility: Visibility;
  readonly status: EventStatus;
  readonly showAs: ShowAs;
}

/**
 * The one decision on who sees what of an event. `store/visibility-sql.ts` says the same in SQL, and a test
 * compares the two in every case.
 */
export function visibleTo(
  onlooker: Onlooker,
  calendar: { readonly visibility: Visibility },
  event: Sighted,
  way: Way,
): Sight {
  if (runs(onlooker, event)) return 'all';
  if (event.status === 'DRAFT') return 'none';
  if (onlooker.role === 'VIEWER' || onlooker.hasBooked) return 'all';
  if (isOpen(calendar.visibility, event.visibility, way)) return 'all';
  return onlooker.role === 'FREE_BUSY' && event.showAs === 'BUSY' && event.status !== 'CANCELLED' ? 'busy' : 'none';
}

/** Whether somebody runs an event: its organizer, and its calendar's owners and editors. */
export const runs = (onlooker: Onlooker, event: Pick<Sighted, 'organizerId'>): boolean =>
  mayEdit(onlooker.role) || (onlooker.userId !== null && onlooker.userId === event.organizerId);

/** Whether anybody at all may see an event that they came upon in this way. */
function isOpen(calendar: Visibility, event: Visibility, way: Way): boolean {
  switch (event) {
    case 'PUBLIC':
      return true;
    case 'UNLISTED':
      return way === 'link' || (way === 'calendar' && calendar === 'UNLISTED');
    case 'PRIVATE':
      return false;
  }
}
