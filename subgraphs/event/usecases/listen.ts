import { z } from 'zod';
import type { LoggedChange } from '../../../platform/change-log/change-log.js';
import { decodeCursor } from '../../../platform/change-log/cursor.js';
import { streamChanges, streamTopics, type StreamedChange, type StreamSource } from '../../../platform/change-log/stream.js';
import { forbidden, notFound } from '../../../platform/errors.js';
import { pullIterator } from '../../../platform/iteration.js';
import { mayOpenCalendar } from '../domain/calendar.js';
import type { ToldChange } from '../domain/told-change.js';
import { accountTopic, calendarTopic } from './calendar-changes.js';
import type { Reads, Sights } from './reads.js';
import { eventIdOf, tellChanges, type Listening } from './tell-changes.js';

export interface ListenNeeds {
  readonly reads: Reads;
  readonly source: StreamSource;
}

type Stream = AsyncIterableIterator<ToldChange>;

/**
 * Every change of a calendar that the viewer may know of. Looked at anew for each one; ends with the calendar.
 * @throws NOT_FOUND for a calendar that the viewer may not open, also while listening; RESYNC_REQUIRED for a cursor that is
 * too old.
 */
export async function listenToCalendar({ reads, source }: ListenNeeds, viewer: string, calendarId: string, after?: string | null): Promise<Stream> {
  const sights = await reads.sightsOf(viewer, calendarId, [], 'calendar');
  if (!isOpen(sights)) throw notFound('The calendar');
  const stream = await streamChanges(source, calendarTopic(calendarId), after);
  return telling(reads, stream, { viewer, calendarId, way: 'calendar' }, {
    what: 'The calendar',
    of: () => true,
    last: (told) => told.kind === 'CALENDAR_DELETED',
    mayGoOn: (_change, sights) => sights !== null && isOpen(sights),
  });
}

/**
 * Every change of one event that the viewer may know of, nobody too. Ends when the event is gone.
 * @throws NOT_FOUND for an event that the viewer may not see, also while listening; FORBIDDEN for `after` from somebody who is no member.
 */
export async function listenToEvent(
  { reads, source }: ListenNeeds,
  viewer: string | null,
  eventId: string,
  after?: string | null,
): Promise<Stream> {
  const [event] = await reads.eventsById(viewer, [eventId]);
  if (!event) throw notFound('The event');
  const { calendarId } = event;
  if (after != null) {
    const { calendar } = await reads.sightsOf(viewer, calendarId, [], 'link');
    if ((calendar?.role ?? null) === null) throw forbidden('Only members of the calendar may go back in its changes.');
  }
  const stream = await streamChanges(source, calendarTopic(calendarId), after);
  return telling(reads, stream, { viewer, calendarId, way: 'link' }, {
    what: 'The event',
    of: ({ change }) => eventIdOf(change) === eventId || change.kind === 'CALENDAR_DELETED',
    last: (told) => told.kind === 'DELETED' || told.kind === 'CALENDAR_DELETED',
    mayGoOn: async (change) => !mayHideEvent(change, eventId) || (await reads.eventsById(viewer, [eventId])).length > 0,
  });
}

interface Choice {
  /** What is not found any more once the viewer may not listen on. */
  readonly what: string;
  readonly of: (placed: StreamedChange) => boolean;
  /** Whether nothing can follow this one. */
  readonly last: (told: ToldChange) => boolean;
  /** Whether the viewer may listen on after this change; it comes with what they see where it is one of those to tell. */
  readonly mayGoOn: (change: LoggedChange, sights: Sights | null) => boolean | Promise<boolean>;
}

const NOT_TOLD = { changes: [], sights: null } as const;

/** Whether somebody may see the event no more since this change: it is another one, or they are no longer a member. */
const mayHideEvent = (change: LoggedChange, eventId: string): boolean =>
  change.kind === 'MEMBERS_CHANGED' || change.kind === 'CALENDAR_UPDATED' || eventIdOf(change) === eventId;

function telling(reads: Reads, stream: AsyncIterableIterator<StreamedChange>, listening: Listening, choice: Choice): Stream {
  let over = false;
  let refused = false;
  return pullIterator(
    async (signal) => {
      while (!signal.aborted && !over) {
        if (refused) throw notFound(choice.what);
        const next = await stream.next();
        if (next.done) return null;
        const { changes, sights } = choice.of(next.value) ? await tellChanges(reads, listening, [next.value]) : NOT_TOLD;
        refused = !(await choice.mayGoOn(next.value.change, sights));
        const told = changes[0];
        if (!told) continue;
        over = choice.last(told);
        return told;
      }
      return null;
    },
    async () => {
      await stream.return?.();
    },
  );
}

const isOpen = ({ calendar }: Sights): boolean => calendar !== null && mayOpenCalendar(calendar.visibility, calendar.role);

/** Changes of all calendars that the viewer belongs to. One joined later begins at its present end. */
export async function listenToAgenda({ reads, source }: ListenNeeds, viewer: string, after?: string | null): Promise<Stream> {
  const stream = await streamTopics(source, {
    topics: () => agendaTopics(reads, viewer),
    wakeOn: [accountTopic(viewer)],
    after,
  });
  return pullIterator(
    async (signal) => {
      while (!signal.aborted) {
        const next = await stream.next();
        if (next.done) return null;
        const told = await tellAgenda(reads, viewer, next.value);
        if (told) return told;
      }
      return null;
    },
    async () => {
      await stream.return?.();
    },
  );
}

/** The topics behind `agendaChanged`: the viewer's own, and one for each calendar. */
export async function agendaTopics(reads: Reads, viewer: string): Promise<string[]> {
  const roles = await reads.rolesOf(viewer);
  return [accountTopic(viewer), ...roles.map(({ calendarId }) => calendarTopic(calendarId))];
}

const membershipData = z.object({ calendarId: z.string(), calendarDeleted: z.boolean() });

async function tellAgenda(reads: Reads, viewer: string, placed: StreamedChange): Promise<ToldChange | null> {
  const { change, cursor } = placed;
  const [kind, calendarId] = change.topic.split(':');
  if (kind !== 'account') {
    const listening: Listening = { viewer, calendarId: calendarId ?? '', way: 'calendar' };
    return (await tellChanges(reads, listening, [placed])).changes[0] ?? null;
  }
  const membership = membershipData.parse(change.data);
  return {
    cursor,
    kind: membership.calendarDeleted ? 'CALENDAR_DELETED' : 'MEMBERS_CHANGED',
    at: change.at,
    calendarId: membership.calendarId,
    actor: change.actor,
    fields: [],
    eventId: null,
    occurrenceId: null,
    touchesFrom: null,
    touchesTo: null,
  };
}

/** The position in a calendar's topic. @throws BAD_USER_INPUT for a cursor of something else. */
export const positionIn = (calendarId: string, cursor: string): number => decodeCursor(calendarTopic(calendarId), cursor);
