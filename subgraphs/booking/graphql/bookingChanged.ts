import { mapIterator } from '../../../platform/iteration.js';
import type { SubscriptionResolvers } from './__generated__/resolvers.js';
import { signedInReader } from './signed-in.js';

export const bookingChanged: SubscriptionResolvers['bookingChanged'] = {
  async subscribe(_, { after }, context) {
    const changes = await context.useCases.watchBookings(signedInReader(context), after ?? null);
    return mapIterator(changes, (streamed) => ({ bookingChanged: streamed }));
  },
};
