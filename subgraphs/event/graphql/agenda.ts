import { endOfTopics } from '../../../platform/change-log/stream.js';
import type { Candidate } from '../domain/agenda.js';
import { agendaTopics } from '../usecases/listen.js';
import type { QueryResolvers } from './__generated__/resolvers.js';
import { agendaPage, checkWindow } from './agenda-page.js';

export const agenda: QueryResolvers['agenda'] = async (_, args, context) => {
  const { reader, services } = context;
  checkWindow(args);
  if (reader === null) return agendaPage(context, [], args, await endOfTopics(services.log, []));
  const changeCursor = await endOfTopics(services.log, await agendaTopics(services.reads, reader));
  const mine = await services.reads.rolesOf(reader);
  const wanted = args.calendarIds ?? null;
  const shown = mine.filter(({ calendarId, hidden }) => (wanted === null ? !hidden : wanted.includes(calendarId)));
  const calendarIds = args.include.includes('CALENDARS') ? shown.map(({ calendarId }) => calendarId) : [];
  const [ofCalendars, ofBookings] = await Promise.all([
    services.reads.calendarCandidates(reader, calendarIds, args),
    args.include.includes('BOOKINGS') ? services.reads.bookedCandidates(reader, args, wanted) : [],
  ]);
  const hidden = new Set(wanted === null ? mine.filter((role) => role.hidden).map(({ calendarId }) => calendarId) : []);
  const ofShown = ofBookings.filter(({ event }) => !hidden.has(event.calendarId));
  return agendaPage(context, withoutDoubles(ofCalendars, ofShown), args, changeCursor);
};

/** An event that is on a calendar of mine stands there once, whether I booked it or not. */
function withoutDoubles(ofCalendars: readonly Candidate[], others: readonly Candidate[]): Candidate[] {
  const there = new Set(ofCalendars.map((candidate) => candidate.event.id));
  return [...ofCalendars, ...others.filter((candidate) => !there.has(candidate.event.id))];
}
