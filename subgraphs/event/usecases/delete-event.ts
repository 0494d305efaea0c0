import type { Clock } from '../../../platform/clock.js';
import { eventToEdit, type Aim, type SeriesEdit } from './edit-event.js';
import { eventChanges } from './event-changes.js';
import type { Actor, InWork } from './ports.js';

/** Takes a whole event off its calendar, for good. */
export async function deleteEvent({ inWork, clock }: { inWork: InWork; clock: Clock }, actor: Actor, aim: Aim): Promise<SeriesEdit> {
  return inWork(async (work) => {
    const before = await eventToEdit(work, actor, aim);
    await work.events.remove(before.id);
    await work.record(eventChanges({ kind: 'DELETED', before, after: null, actor: actor.userId, at: clock.now() }));
    return { eventId: null, deletedEventId: before.id, droppedOccurrenceIds: [] };
  });
}
