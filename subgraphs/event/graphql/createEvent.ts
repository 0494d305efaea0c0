import { actorOf } from '../context.js';
import { createEvent as create } from '../usecases/create-event.js';
import type { MutationResolvers } from './__generated__/resolvers.js';
import { writtenEvent } from './written.js';

export const createEvent: MutationResolvers['createEvent'] = async (_, { input }, context) =>
  writtenEvent(context, await create(context.services, actorOf(context), input));
