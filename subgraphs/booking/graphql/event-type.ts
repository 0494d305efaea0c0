import { DEFAULT_POLICY } from '../domain/policy.js';
import type { EventResolvers } from './__generated__/resolvers.js';
import { bookingPage } from './booking-connection.js';

/** Of an event, what bookings add to it. Each field decides by itself who reads it: the event is another's. */
export const eventType: EventResolvers = {
  __resolveReference: ({ id }) => ({ id }),
  id: ({ id }) => id,
  bookingPolicy: async ({ id }, _, { loaders }) => (await loaders.seen.load(id)) && { ...DEFAULT_POLICY, ticketTypes: [] },
  async bookings({ id }, { occurrenceId, status, first, after }, context) {
    if (!(await context.loaders.run.load(id))) return null;
    const filter = { eventId: id, status: status ?? null, ...(occurrenceId == null ? {} : { occurrenceId }) };
    return { ...(await bookingPage(filter, { first: first ?? 50, after: after ?? null }, context)), changeCursor: null };
  },
  async myBookings({ id }, _, { readerId, loaders }) {
    if (readerId === null) return null;
    return (await loaders.ownAtEvent.load(id))?.bookings ?? [];
  },
};
