import { encodeCursor } from '../../../platform/change-log/cursor.js';
import { CallerError } from '../../../platform/errors.js';
import { pageSize } from '../../../platform/graphql/connection.js';
import type { EventContext } from '../context.js';
import type { SeenCalendar } from '../domain/calendar.js';
import type { ToldChange } from '../domain/told-change.js';
import { calendarTopic } from '../usecases/calendar-changes.js';
import { positionIn } from '../usecases/listen.js';
import { tellChanges } from '../usecases/tell-changes.js';

interface ChangesPage {
  edges: { cursor: string; node: ToldChange }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
}

/**
 * What changed on a calendar since a cursor, from the beginning without one. `endCursor` is where to go on, also when the
 * reader may know of nothing that lies before it. Null to nobody.
 * @throws RESYNC_REQUIRED for a cursor that is older than the log can replay.
 */
export async function changesPage(
  { services, reader }: EventContext,
  calendar: SeenCalendar,
  { first, after }: { first: number; after?: string | null | undefined },
): Promise<ChangesPage | null> {
  if (reader === null) return null;
  const limit = pageSize(first);
  const topic = calendarTopic(calendar.id);
  const floor = await services.log.floor(topic);
  const position = after == null ? floor : positionIn(calendar.id, after);
  if (position < floor) throw new CallerError('RESYNC_REQUIRED', 'This cursor is too old to go on from: read everything again.');

  const rows = await services.log.read(topic, position, limit + 1);
  const placed = rows.slice(0, limit).map((change) => ({ change, cursor: encodeCursor(topic, change.position) }));
  const told = await tellChanges(services.reads, { viewer: reader, calendarId: calendar.id, way: 'calendar' }, placed);
  const edges = told.changes.flatMap((node) => (node ? [{ cursor: node.cursor, node }] : []));
  return {
    edges,
    pageInfo: {
      hasNextPage: rows.length > limit,
      hasPreviousPage: after != null,
      startCursor: placed[0]?.cursor ?? null,
      endCursor: placed.at(-1)?.cursor ?? after ?? encodeCursor(topic, position),
    },
  };
}
