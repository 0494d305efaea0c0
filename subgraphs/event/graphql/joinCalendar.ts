import { actorOf } from '../context.js';
import { joinCalendar as join } from '../usecases/join-calendar.js';
import type { MutationResolvers } from './__generated__/resolvers.js';
import { writtenCalendar } from './written.js';

export const joinCalendar: MutationResolvers['joinCalendar'] = async (_, { code }, context) =>
  writtenCalendar(context, await join(context.services, actorOf(context), code));
