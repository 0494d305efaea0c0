import { z } from 'zod';
import type { LoggedChange } from '../../../platform/change-log/change-log.js';
import { hearsOfCalendar, tellingOf, type RecordedChange } from '../domain/change-sight.js';
import type { ToldChange } from '../domain/told-change.js';
import type { Way } from '../domain/visibility.js';
import type { EventReads, Sights } from './reads.js';

/** A change with its place, as it is told from a log or a stream. */
export interface Placed {
  readonly change: LoggedChange;
  readonly cursor: string;
}

/** Who reads, what, and how they came to it. */
export interface Listening {
  readonly viewer: string | null;
  readonly calendarId: string;
  readonly way: Way;
}

/** What a reader is told of some changes, and whether they may go on reading. */
export interface Told {
  /** One for each change, in order; null for one that they are not told of. */
  readonly changes: readonly (ToldChange | null)[];
  readonly sights: Sights;
}

const sighted = z.object({
  calendarId: z.string(),
  organizerId: z.string(),
  visibility: z.enum(['PUBLIC', 'UNLISTED', 'PRIVATE']),
  status: z.enum(['DRAFT', 'TENTATIVE', 'CONFIRMED', 'CANCELLED']),
  showAs: z.enum(['BUSY', 'FREE']),
});
const eventData = z.object({
  event: sighted,
  was: sighted.nullable(),
  occurrenceId: z.string().nullable(),
  touchesFrom: z.string().nullable(),
  touchesTo: z.string().nullable(),
});
const calendarData = z.object({
  calendar: z.object({ visibility: z.enum(['PUBLIC', 'UNLISTED', 'PRIVATE']) }),
  left: z.array(z.string()),
});

/** Tells changes of one calendar's topic to one reader, by what they may see at this moment. */
export async function tellChanges(
  reads: Pick<EventReads, 'sightsOf'>,
  listening: Listening,
  placed: readonly Placed[],
): Promise<Told> {
  const { viewer, calendarId, way } = listening;
  const eventIds = [...new Set(placed.flatMap(({ change }) => eventIdOf(change) ?? []))];
  const sights = await reads.sightsOf(viewer, calendarId, eventIds, way);
  const changes = placed.map((one) => (eventIdOf(one.change) === null ? tellCalendar(listening, sights, one) : tellEvent(listening, sights, one)));
  return { changes, sights };
}

export function eventIdOf(change: LoggedChange): string | null {
  const [type, id] = change.entity.split(':');
  return type === 'Event' && id !== undefined ? id : null;
}

function tellEvent({ viewer, calendarId, way }: Listening, sights: Sights, { change, cursor }: Placed): ToldChange | null {
  const data = eventData.parse(change.data);
  const eventId = eventIdOf(change);
  if (!sights.calendar || eventId === null) return null;
  const recorded: RecordedChange = { kind: change.kind, fields: change.fields, event: data.event, was: data.was };
  const onlooker = { userId: viewer, role: sights.calendar.role, hasBooked: sights.booked.has(eventId) };
  const telling = tellingOf(recorded, { onlooker, calendar: sights.calendar, way, now: sights.events.get(eventId) ?? null });
  if (!telling) return null;
  const whole = telling.sight === 'all';
  const asMember = whole && sights.calendar.role !== null;
  return {
    cursor,
    kind: telling.kind,
    at: change.at,
    calendarId,
    actor: asMember ? change.actor : null,
    fields: asMember ? change.fields : null,
    eventId: whole ? eventId : null,
    occurrenceId: whole ? data.occurrenceId : null,
    touchesFrom: data.touchesFrom === null ? null : new Date(data.touchesFrom),
    touchesTo: data.touchesTo === null ? null : new Date(data.touchesTo),
  };
}

function tellCalendar({ viewer, calendarId }: Listening, sights: Sights, { change, cursor }: Placed): ToldChange | null {
  const data = calendarData.parse(change.data);
  const belonged = viewer !== null && data.left.includes(viewer);
  const heard = sights.calendar
    ? hearsOfCalendar(change.kind, sights.calendar.visibility, sights.calendar.role)
    : change.kind === 'CALENDAR_DELETED' && (belonged || data.calendar.visibility !== 'PRIVATE');
  if (!heard) return null;
  const asMember = belonged || (sights.calendar?.role ?? null) !== null;
  return {
    cursor,
    kind: change.kind as ToldChange['kind'],
    at: change.at,
    calendarId,
    actor: asMember ? change.actor : null,
    fields: asMember ? change.fields : null,
    eventId: null,
    occurrenceId: null,
    touchesFrom: null,
    touchesTo: null,
  };
}
