import { actorOf } from '../context.js';
import { cancelEvent as cancel } from '../usecases/cancel-event.js';
import type { MutationResolvers } from './__generated__/resolvers.js';
import { seriesEditPayload } from './series-edit-payload.js';

export const cancelEvent: MutationResolvers['cancelEvent'] = async (_, { reason, ...aim }, context) =>
  seriesEditPayload(context, await cancel(context.services, actorOf(context), aim, reason ?? null));
