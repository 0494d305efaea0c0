import type { Clock } from '../../../platform/clock.js';
import { eventToEdit, type Aim, type SeriesEdit } from './edit-event.js';
import { eventChanges } from './event-changes.js';
import { endedBefore, rememberEnding } from './keyed.js';
import type { Actor, InWork } from './ports.js';

/** Takes a whole event off its calendar, for good. Deleting again changes nothing. */
export async function deleteEvent({ inWork, clock }: { inWork: InWork; clock: Clock }, actor: Actor, aim: Aim): Promise<SeriesEdit> {
  return inWork(async (work) => {
    const edit: SeriesEdit = { eventId: null, deletedEventId: aim.id, droppedOccurrenceIds: [] };
    if (await endedBefore(work, actor, 'deleteEvent', aim.id)) return edit;
    const before = await eventToEdit(work, actor, aim);
    const at = clock.now();
    await work.events.remove(before.id);
    await rememberEnding(work, actor, 'deleteEvent', before.id, at);
    await work.record(eventChanges({ kind: 'DELETED', before, after: null, actor: actor.userId, at }));
    return edit;
  });
}
