import type { EventContext } from '../context.js';
import type { SeenEvent } from '../domain/event.js';
import type { SeriesEdit } from '../usecases/edit-event.js';
import { writtenEvent } from './written.js';

/** What became of a series, as its editor sees it. */
export async function seriesEditPayload(context: EventContext, edit: SeriesEdit): Promise<{
  event: SeenEvent | null;
  previousSeries: null;
  occurrence: null;
  deletedEventId: string | null;
  droppedOccurrenceIds: string[];
}> {
  if (edit.deletedEventId !== null) context.events.clear(edit.deletedEventId);
  return {
    event: edit.eventId === null ? null : await writtenEvent(context, edit.eventId),
    previousSeries: null,
    occurrence: null,
    deletedEventId: edit.deletedEventId,
    droppedOccurrenceIds: [...edit.droppedOccurrenceIds],
  };
}
