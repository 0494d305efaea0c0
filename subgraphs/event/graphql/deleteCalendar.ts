import { actorOf } from '../context.js';
import { deleteCalendar as remove } from '../usecases/delete-calendar.js';
import type { MutationResolvers } from './__generated__/resolvers.js';

export const deleteCalendar: MutationResolvers['deleteCalendar'] = async (_, { id }, context) => {
  await remove(context.services, actorOf(context), id);
  context.calendars.clear(id);
  return { deletedId: id };
};
