import { actorOf } from '../context.js';
import { createCalendar as create } from '../usecases/create-calendar.js';
import type { MutationResolvers } from './__generated__/resolvers.js';
import { writtenCalendar } from './written.js';

export const createCalendar: MutationResolvers['createCalendar'] = async (_, { input }, context) =>
  writtenCalendar(context, await create(context.services, actorOf(context), input));
