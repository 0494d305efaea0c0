import { actorOf } from '../context.js';
import { updateCalendar as update } from '../usecases/update-calendar.js';
import type { MutationResolvers } from './__generated__/resolvers.js';
import { writtenCalendar } from './written.js';

export const updateCalendar: MutationResolvers['updateCalendar'] = async (_, { id, input }, context) => {
  await update(context.services, actorOf(context), id, input);
  return writtenCalendar(context, id);
};
