import { actorOf } from '../context.js';
import { setCalendarMember as set } from '../usecases/set-calendar-member.js';
import type { MutationResolvers } from './__generated__/resolvers.js';
import { writtenCalendar } from './written.js';

export const setCalendarMember: MutationResolvers['setCalendarMember'] = async (_, args, context) => {
  await set(context.services, actorOf(context), args);
  return writtenCalendar(context, args.calendarId);
};
