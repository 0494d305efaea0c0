import { mapIterator } from '../../../platform/iteration.js';
import type { SubscriptionResolvers } from './__generated__/resolvers.js';

export const availabilityChanged: SubscriptionResolvers['availabilityChanged'] = {
  async subscribe(_, { occurrenceId }, { useCases, readerId }) {
    const changes = await useCases.watchAvailability(occurrenceId, readerId);
    return mapIterator(changes, (availability) => ({ availabilityChanged: availability }));
  },
};
