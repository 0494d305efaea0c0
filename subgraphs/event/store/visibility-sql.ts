import type { Way } from '../domain/visibility.js';

/**
 * `visibleTo` of the domain as an SQL expression: 'all', 'busy' or 'none'. It wants `e` (event), `c` (its calendar) and
 * `m` (the viewer's membership, null where there is none) in scope; `viewer` is the viewer's id, such as `$1::text`, null
 * for nobody. A test over every case holds the two together.
 */
export function visibilitySql(viewer: string, way: Way): string {
  return `CASE
    WHEN m.role IN ('OWNER', 'EDITOR') OR e.organizer_id = ${viewer} THEN 'all'
    WHEN e.status = 'DRAFT' THEN 'none'
    WHEN m.role = 'VIEWER' OR ${hasBookedSql(viewer)} THEN 'all'
    WHEN e.visibility = 'PUBLIC' THEN 'all'
    WHEN e.visibility = 'UNLISTED' AND ${unlistedSql(way)} THEN 'all'
    WHEN m.role = 'FREE_BUSY' AND e.show_as = 'BUSY' AND e.status <> 'CANCELLED' THEN 'busy'
    ELSE 'none' END`;
}

/** Whether the viewer has a seat at `e`, or waits for one. */
export const hasBookedSql = (viewer: string): string =>
  `EXISTS (SELECT FROM booked b WHERE b.event_id = e.id AND b.user_id = ${viewer})`;

/** Whether the viewer has a seat at `e` for certain. */
export const hasSeatSql = (viewer: string): string =>
  `EXISTS (SELECT FROM booked b WHERE b.event_id = e.id AND b.user_id = ${viewer} AND b.status = 'CONFIRMED')`;

/** `e`, `c` and `m` together. */
export const eventsAsSeenBy = (viewer: string): string =>
  `event e JOIN calendar c ON c.id = e.calendar_id
   LEFT JOIN calendar_member m ON m.calendar_id = e.calendar_id AND m.user_id = ${viewer}`;

function unlistedSql(way: Way): string {
  switch (way) {
    case 'link':
      return 'true';
    case 'calendar':
      return `c.visibility = 'UNLISTED'`;
    case 'search':
      return 'false';
  }
}
