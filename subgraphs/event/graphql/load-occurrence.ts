import type { EventContext } from '../context.js';
import type { Occurrence, SeenEvent } from '../domain/event.js';
import { parseOccurrenceId } from '../domain/occurrence-id.js';
import { resolveKey } from '../domain/occurrences.js';

/** The occurrence that an id names, or that an id from before a shift of its series has become. */
export async function loadOccurrence(context: EventContext, id: string): Promise<Occurrence | null> {
  const parts = parseOccurrenceId(id);
  const event = parts && (await context.events.load(parts.eventId));
  if (!event) return null;
  const zone = await zoneFor(context, event);
  const now = resolveKey(event.series, parts.key, [], zone);
  const span = now ?? resolveKey(event.series, parts.key, await context.services.reads.earlierSeries(event.id), zone);
  return span && { event, span };
}

/** In whose zone the days of an all-day event are drawn: the reader's own; for nobody, the event's. */
export async function zoneFor(context: EventContext, event: SeenEvent): Promise<string> {
  return event.series.allDay ? ((await context.readerZone()) ?? event.timeZone) : event.timeZone;
}
