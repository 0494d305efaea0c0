import { actorOf } from '../context.js';
import { leaveCalendar as leave } from '../usecases/leave-calendar.js';
import type { MutationResolvers } from './__generated__/resolvers.js';

export const leaveCalendar: MutationResolvers['leaveCalendar'] = async (_, { id }, context) => {
  await leave(context.services, actorOf(context), id);
  context.calendars.clear(id);
  return { deletedId: id };
};
