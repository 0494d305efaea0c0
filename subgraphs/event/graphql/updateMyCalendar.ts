import { actorOf } from '../context.js';
import { updateMyCalendar as update } from '../usecases/update-my-calendar.js';
import type { MutationResolvers } from './__generated__/resolvers.js';
import { writtenCalendar } from './written.js';

export const updateMyCalendar: MutationResolvers['updateMyCalendar'] = async (_, { calendarId, input }, context) => {
  await update(context.services, actorOf(context), calendarId, input);
  return writtenCalendar(context, calendarId);
};
