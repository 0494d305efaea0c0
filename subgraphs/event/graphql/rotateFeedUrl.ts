import { actorOf } from '../context.js';
import { rotateFeedUrl as rotate } from '../usecases/rotate-feed-url.js';
import type { MutationResolvers } from './__generated__/resolvers.js';
import { writtenCalendar } from './written.js';

export const rotateFeedUrl: MutationResolvers['rotateFeedUrl'] = async (_, { calendarId }, context) => {
  await rotate(context.services, actorOf(context), calendarId);
  return writtenCalendar(context, calendarId);
};
