import type { Clock } from '../../../platform/clock.js';
import { badInput } from '../../../platform/errors.js';
import type { Event } from '../domain/event.js';
import { createFaults } from '../domain/faults.js';
import { eventToEdit, type Aim, type SeriesEdit } from './edit-event.js';
import { eventChanges } from './event-changes.js';
import type { Actor, InWork } from './ports.js';

/** Marks a whole event cancelled; it stays where it is. Cancelling again changes nothing. */
export async function cancelEvent(
  { inWork, clock }: { inWork: InWork; clock: Clock },
  actor: Actor,
  aim: Aim,
  reason: string | null,
): Promise<SeriesEdit> {
  const faults = createFaults();
  const cancelReason = faults.text(['reason'], reason, 1000);
  if (faults.found.length > 0) throw badInput(...faults.found);
  return inWork(async (work) => {
    const before = await eventToEdit(work, actor, aim);
    const edit: SeriesEdit = { eventId: before.id, deletedEventId: null, droppedOccurrenceIds: [] };
    if (before.status === 'CANCELLED') return edit;
    const at = clock.now();
    const after: Event = {
      ...before,
      status: 'CANCELLED',
      cancelReason,
      revision: before.revision + 1,
      sequence: before.sequence + 1,
      updatedAt: at,
    };
    await work.events.save(after);
    await work.record(eventChanges({ kind: 'CANCELLED', before, after, fields: ['status'], actor: actor.userId, at }));
    return edit;
  });
}
