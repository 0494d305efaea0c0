import { encodeCursor } from '../../../platform/change-log/cursor.js';
import { firstSpan } from '../domain/event-times.js';
import { nextOccurrence } from '../domain/occurrences.js';
import { calendarTopic } from '../usecases/calendar-changes.js';
import type { EventResolvers } from './__generated__/resolvers.js';
import { zoneFor } from './load-occurrence.js';
import { occurrencesPage } from './occurrences-page.js';

export const Event: EventResolvers = {
  __resolveReference: ({ id }, { events }) => events.load(id),
  id: (event) => event.id,
  uid: (event) => event.uid,
  calendar: (event, _, { calendars }) => (event.opensCalendar ? calendars.load(event.calendarId) : null),
  title: (event) => event.title,
  description: (event) => event.description,
  location: (event) => event.location,
  joinUrl: (event) => (event.joins ? event.joinUrl : null),
  startsAt: async (event, _, context) => firstSpan(event.series, await zoneFor(context, event)).start,
  endsAt: async (event, _, context) => firstSpan(event.series, await zoneFor(context, event)).end,
  allDay: (event) => event.series.allDay,
  startsOn: (event) => firstSpan(event.series).startsOn,
  endsOn: (event) => firstSpan(event.series).endsOn,
  timeZone: (event) => event.timeZone,
  recurrence: (event) => (event.series.rule === null ? null : event),
  status: (event) => event.status,
  visibility: (event) => event.visibility,
  organizer: (event) => ({ id: event.organizerId }),
  tags: (event) => [...event.tags],
  attachments: () => [],
  capacity: (event) => event.capacity,
  price: (event) => event.price,
  showAs: (event) => event.showAs,
  previousSeries: () => null,
  nextSeries: () => null,
  changeCursor: (event, _, { reader }) =>
    reader !== null && event.toMember ? encodeCursor(calendarTopic(event.calendarId), event.logEnd) : null,
  revision: (event) => event.revision,
  createdAt: (event) => event.createdAt,
  updatedAt: (event) => event.updatedAt,
  occurrences: (event, args, context) => occurrencesPage(context, event, args),
  nextOccurrence: async (event, _, context) =>
    nextOccurrence(event, context.services.clock.now(), await zoneFor(context, event)),
};
