import { occurrenceId } from '../domain/occurrence-id.js';
import { dayText, wallOf } from '../domain/recurrence/local-time.js';
import type { OccurrenceResolvers } from './__generated__/resolvers.js';
import { loadOccurrence } from './load-occurrence.js';

export const Occurrence: OccurrenceResolvers = {
  __resolveReference: ({ id }, context) => loadOccurrence(context, id),
  id: ({ event, span }) => occurrenceId(event.id, span.key),
  eventId: ({ event }) => event.id,
  event: ({ event }) => event,
  calendar: ({ event }, _, { calendars }) => (event.opensCalendar ? calendars.load(event.calendarId) : null),
  title: ({ event }) => event.title,
  description: ({ event }) => event.description,
  location: ({ event }) => event.location,
  joinUrl: ({ event }) => (event.joins ? event.joinUrl : null),
  startsAt: ({ span }) => span.start,
  endsAt: ({ span }) => span.end,
  allDay: ({ event }) => event.series.allDay,
  startsOn: ({ span }) => span.startsOn,
  endsOn: ({ span }) => span.endsOn,
  originalStartsAt: ({ span }) => span.originalStart,
  originalStartsOn: ({ event, span }) =>
    event.series.allDay ? dayText(wallOf(span.key === 'once' ? event.series.start : span.key)) : null,
  isException: () => false,
  status: ({ event }) => event.status,
  showAs: ({ event }) => event.showAs,
};
