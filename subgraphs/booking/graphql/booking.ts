import type { QueryResolvers } from './__generated__/resolvers.js';
import { visibleBooking } from './visible-booking.js';

export const booking: QueryResolvers['booking'] = (_, { id }, context) => visibleBooking(id, context);
