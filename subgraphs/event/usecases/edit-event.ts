import { badInput, CallerError, forbidden, notFound } from '../../../platform/errors.js';
import type { Event } from '../domain/event.js';
import { runs, visibleTo, type Onlooker } from '../domain/visibility.js';
import type { Actor, Work } from './ports.js';

export type SeriesScope = 'THIS' | 'THIS_AND_FOLLOWING' | 'ALL';

/** Which event an edit means, how much of it, and which state of it the caller has seen. */
export interface Aim {
  readonly id: string;
  readonly expectedRevision?: number | null | undefined;
  readonly scope?: SeriesScope | null | undefined;
  readonly occurrenceId?: string | null | undefined;
}

/** What became of a series. */
export interface SeriesEdit {
  readonly eventId: string | null;
  readonly deletedEventId: string | null;
  readonly droppedOccurrenceIds: readonly string[];
}

/**
 * The event to be edited, locked until the end of the work, once it is clear that the actor may, that the edit is of the
 * whole event, and that nobody was faster.
 * @throws NOT_FOUND to those who may not see it, FORBIDDEN to those who do not run it, CONFLICT at another revision.
 */
export async function eventToEdit(work: Work, actor: Actor, aim: Aim): Promise<Event> {
  const event = await work.events.lock(aim.id);
  if (!event || !(await mayBeEditedBy(work, actor, event))) throw notFound('The event');
  refuseParts(event, aim);
  if (aim.expectedRevision != null && aim.expectedRevision !== event.revision) {
    throw new CallerError('CONFLICT', 'Somebody else was faster: read the event again.', { revision: event.revision });
  }
  return event;
}

/** Whether the actor runs the event. @throws FORBIDDEN to those who only see it. */
async function mayBeEditedBy(work: Work, actor: Actor, event: Event): Promise<boolean> {
  const calendar = await work.calendars.read(event.calendarId);
  if (!calendar) return false;
  const onlooker: Onlooker = {
    userId: actor.userId,
    role: (await work.members.find(event.calendarId, actor.userId))?.role ?? null,
    hasBooked: await work.events.hasBooked(event.id, actor.userId),
  };
  if (runs(onlooker, event)) return true;
  if (visibleTo(onlooker, calendar, event, 'link') === 'all') throw forbidden('Only those who run an event may change it.');
  return false;
}

/** A recurring event wants to be told how much of it is meant; parts of a series can't be edited yet. */
function refuseParts(event: Event, { scope, occurrenceId }: Aim): void {
  const recurs = event.series.rule !== null || event.series.extra.length > 0;
  if (!recurs) {
    if (occurrenceId != null && !occurrenceId.startsWith(`${event.id}_`)) {
      throw badInput({ path: ['occurrenceId'], message: 'This occurrence is not one of the event.' });
    }
    return;
  }
  if (scope == null) throw badInput({ path: ['scope'], message: 'A recurring event wants a scope.' });
  if (scope !== 'ALL') throw new CallerError('NOT_IMPLEMENTED', 'Parts of a series can\'t be changed yet: take the scope ALL.');
}
