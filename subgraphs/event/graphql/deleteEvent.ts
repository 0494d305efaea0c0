import { actorOf } from '../context.js';
import { deleteEvent as remove } from '../usecases/delete-event.js';
import type { MutationResolvers } from './__generated__/resolvers.js';
import { seriesEditPayload } from './series-edit-payload.js';

export const deleteEvent: MutationResolvers['deleteEvent'] = async (_, aim, context) =>
  seriesEditPayload(context, await remove(context.services, actorOf(context), aim));
