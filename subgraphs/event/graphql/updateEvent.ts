import { actorOf } from '../context.js';
import { updateEvent as update } from '../usecases/update-event.js';
import type { MutationResolvers } from './__generated__/resolvers.js';
import { seriesEditPayload } from './series-edit-payload.js';

export const updateEvent: MutationResolvers['updateEvent'] = async (_, { input, ...aim }, context) =>
  seriesEditPayload(context, await update(context.services, actorOf(context), aim, input));
