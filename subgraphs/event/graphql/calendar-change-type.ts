import type { CalendarChangeResolvers } from './__generated__/resolvers.js';
import { loadOccurrence } from './load-occurrence.js';

export const CalendarChange: CalendarChangeResolvers = {
  cursor: (change) => change.cursor,
  kind: (change) => change.kind,
  at: (change) => change.at,
  actor: ({ actor }) => (actor === null ? null : { id: actor }),
  calendar: ({ calendarId }, _, { calendars }) => calendars.load(calendarId),
  eventId: (change) => change.eventId,
  event: ({ eventId, kind }, _, { events }) => (eventId === null || kind === 'DELETED' ? null : events.load(eventId)),
  occurrenceId: (change) => change.occurrenceId,
  occurrence: ({ occurrenceId }, _, context) => (occurrenceId === null ? null : loadOccurrence(context, occurrenceId)),
  touchesFrom: (change) => change.touchesFrom,
  touchesTo: (change) => change.touchesTo,
  fields: (change) => change.fields && [...change.fields],
};
