import { encodeCursor } from '../../../platform/change-log/cursor.js';
import { connection, decodeKey, pageSize } from '../../../platform/graphql/connection.js';
import { mayEdit, type SeenCalendar } from '../domain/calendar.js';
import { calendarTopic } from '../usecases/calendar-changes.js';
import { feedPath } from '../usecases/feed.js';
import type { CalendarResolvers } from './__generated__/resolvers.js';
import { agendaPage, checkWindow } from './agenda-page.js';
import { changesPage } from './changes-page.js';
import { eventPage } from './event-page.js';

export const Calendar: CalendarResolvers = {
  __resolveReference: ({ id }, { calendars }) => calendars.load(id),
  id: (calendar) => calendar.id,
  name: (calendar) => calendar.name,
  description: (calendar) => calendar.description,
  color: (calendar) => calendar.color,
  timeZone: (calendar) => calendar.timeZone,
  visibility: (calendar) => calendar.visibility,
  createdAt: (calendar) => calendar.createdAt,
  updatedAt: (calendar) => calendar.updatedAt,
  owner: ({ ownerId }) => (ownerId === null ? null : { id: ownerId }),
  myRole: (calendar, _, { reader }) => mine(calendar, reader)?.role ?? null,
  myColor: (calendar, _, { reader }) => mine(calendar, reader)?.color ?? null,
  hidden: (calendar, _, { reader }) => mine(calendar, reader)?.hidden ?? null,

  async members(calendar, { first, after }, { reader, services }) {
    if (reader === null || !mine(calendar, reader)) return null;
    const limit = pageSize(first);
    const key = decodeKey(after, 2);
    const place = key && { joinedAt: new Date(Number(key[0])).toISOString(), id: String(key[1]) };
    const rows = await services.reads.membersPage(reader, calendar.id, { limit: limit + 1, after: place });
    const page = connection(rows, limit, after, (member) => [member.joinedAt.getTime(), member.id]);
    return { totalCount: await services.reads.countMembers(calendar.id), ...page };
  },

  async invites(calendar, _, { reader, services }) {
    return mayEdit(mine(calendar, reader)?.role ?? null) ? services.reads.invitesOf(calendar.id) : null;
  },

  events(calendar, { first, after }, context) {
    if (mine(calendar, context.reader)?.role === 'FREE_BUSY') return null;
    return eventPage(context, { search: { calendarId: calendar.id }, orderBy: 'STARTS_AT', first, after });
  },

  async agenda(calendar, args, context) {
    checkWindow(args);
    const candidates = await context.services.reads.calendarCandidates(context.reader, [calendar.id], args);
    return agendaPage(context, candidates, args, endOf(calendar));
  },

  changeCursor: (calendar, _, { reader }) => (reader === null ? null : endOf(calendar)),
  changes: (calendar, { first, after }, context) => changesPage(context, calendar, { first, after }),

  feedUrl(calendar, _, { reader, services }) {
    const member = mine(calendar, reader);
    return member ? services.publicUrl + feedPath(member.feedToken) : null;
  },
};

const endOf = (calendar: SeenCalendar): string => encodeCursor(calendarTopic(calendar.id), calendar.logEnd);

/** The reader's own place; null as well for a token that may write and not read. */
const mine = (calendar: SeenCalendar, reader: string | null): SeenCalendar['mine'] => (reader === null ? null : calendar.mine);
