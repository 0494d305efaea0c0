import { actorOf, type EventContext } from '../context.js';
import type { SeenCalendar } from '../domain/calendar.js';
import type { SeenEvent } from '../domain/event.js';

/** A calendar that the caller has just written, as they see it: also when their token may write only. */
export async function writtenCalendar(context: EventContext, id: string): Promise<SeenCalendar | null> {
  context.calendars.clear(id);
  const [calendar] = await context.services.reads.calendarsById(actorOf(context).userId, [id]);
  return calendar ?? null;
}

/** The same of an event. */
export async function writtenEvent(context: EventContext, id: string): Promise<SeenEvent | null> {
  context.events.clear(id);
  const [event] = await context.services.reads.eventsById(actorOf(context).userId, [id]);
  if (event) context.calendars.clear(event.calendarId);
  return event ?? null;
}
