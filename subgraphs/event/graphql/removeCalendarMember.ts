import { actorOf } from '../context.js';
import { removeCalendarMember as remove } from '../usecases/remove-calendar-member.js';
import type { MutationResolvers } from './__generated__/resolvers.js';
import { writtenCalendar } from './written.js';

export const removeCalendarMember: MutationResolvers['removeCalendarMember'] = async (_, { calendarId, userId }, context) => {
  await remove(context.services, actorOf(context), calendarId, userId);
  return writtenCalendar(context, calendarId);
};
