import { listenToEvent } from '../usecases/listen.js';
import type { SubscriptionResolvers } from './__generated__/resolvers.js';
import { asItself } from './as-itself.js';

export const eventChanged: SubscriptionResolvers['eventChanged'] = {
  subscribe: (_, { eventId, after }, { reader, services }) =>
    asItself('eventChanged', listenToEvent(services, reader, eventId, after)),
};
