import { actorOf } from '../context.js';
import { createCalendarInvite as create } from '../usecases/create-calendar-invite.js';
import type { MutationResolvers } from './__generated__/resolvers.js';

export const createCalendarInvite: MutationResolvers['createCalendarInvite'] = (_, { input }, context) =>
  create(context.services, actorOf(context), input);
