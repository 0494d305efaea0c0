import { DateScalar, DateTimeScalar, LocalTimeScalar, SafeIntScalar, TimeZoneScalar } from '../../../platform/graphql/scalars.js';
import type { Resolvers } from './__generated__/resolvers.js';
import { agenda } from './agenda.js';
import { agendaChanged } from './agendaChanged.js';
import { AgendaItem, BusyBlock, EventConnection } from './agenda-item-type.js';
import { Calendar } from './calendar-type.js';
import { CalendarChange } from './calendar-change-type.js';
import { calendarChanged } from './calendarChanged.js';
import { CalendarInvite } from './calendar-invite-type.js';
import { CalendarMember } from './calendar-member-type.js';
import { calendar } from './calendar-query.js';
import { calendarInvite } from './calendarInvite.js';
import { cancelEvent } from './cancelEvent.js';
import { createCalendar } from './createCalendar.js';
import { createCalendarInvite } from './createCalendarInvite.js';
import { createEvent } from './createEvent.js';
import { deleteCalendar } from './deleteCalendar.js';
import { deleteEvent } from './deleteEvent.js';
import { Event } from './event-type.js';
import { event } from './event-query.js';
import { eventChanged } from './eventChanged.js';
import { events } from './events.js';
import { joinCalendar } from './joinCalendar.js';
import { leaveCalendar } from './leaveCalendar.js';
import { Occurrence } from './occurrence-type.js';
import { occurrence } from './occurrence-query.js';
import { Recurrence } from './recurrence-type.js';
import { removeCalendarMember } from './removeCalendarMember.js';
import { revokeCalendarInvite } from './revokeCalendarInvite.js';
import { rotateFeedUrl } from './rotateFeedUrl.js';
import { setCalendarMember } from './setCalendarMember.js';
import { updateCalendar } from './updateCalendar.js';
import { updateEvent } from './updateEvent.js';
import { updateMyCalendar } from './updateMyCalendar.js';
import { User } from './user-type.js';

/** Every resolver of the event subgraph, by type and field. */
export const resolvers: Resolvers = {
  DateTime: DateTimeScalar,
  Date: DateScalar,
  LocalTime: LocalTimeScalar,
  SafeInt: SafeIntScalar,
  TimeZone: TimeZoneScalar,
  Query: { agenda, calendar, calendarInvite, event, events, occurrence },
  Mutation: {
    cancelEvent,
    createCalendar,
    createCalendarInvite,
    createEvent,
    deleteCalendar,
    deleteEvent,
    joinCalendar,
    leaveCalendar,
    removeCalendarMember,
    revokeCalendarInvite,
    rotateFeedUrl,
    setCalendarMember,
    updateCalendar,
    updateEvent,
    updateMyCalendar,
  },
  Subscription: { agendaChanged, calendarChanged, eventChanged },
  AgendaItem,
  BusyBlock,
  Calendar,
  CalendarChange,
  CalendarInvite,
  CalendarMember,
  Event,
  EventConnection,
  Occurrence,
  Recurrence,
  User,
};
