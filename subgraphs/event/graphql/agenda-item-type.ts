import { isBusyBlock } from '../domain/agenda.js';
import type { AgendaItemResolvers, BusyBlockResolvers, EventConnectionResolvers } from './__generated__/resolvers.js';

export const AgendaItem: AgendaItemResolvers = {
  __resolveType: (entry) => (isBusyBlock(entry) ? 'BusyBlock' : 'Occurrence'),
};

export const BusyBlock: BusyBlockResolvers = {
  id: (block) => block.busyId,
  calendar: ({ calendarId }, _, { calendars }) => calendars.load(calendarId),
  startsAt: ({ span }) => span.start,
  endsAt: ({ span }) => span.end,
  allDay: (block) => block.allDay,
  startsOn: ({ span }) => span.startsOn,
  endsOn: ({ span }) => span.endsOn,
  tentative: (block) => block.tentative,
};

export const EventConnection: EventConnectionResolvers = {
  edges: (page) => [...page.edges],
  pageInfo: (page) => page.pageInfo,
  totalCount: (page) => page.count(),
};
