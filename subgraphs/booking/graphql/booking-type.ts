import { times } from '../domain/money.js';
import type { BookingResolvers } from './__generated__/resolvers.js';
import { visibleBooking } from './visible-booking.js';

export const bookingType: BookingResolvers = {
  __resolveReference: ({ id }, context) => visibleBooking(id, context),
  id: ({ id }) => id,
  user: ({ userId }) => ({ id: userId }),
  event: ({ eventId }) => ({ id: eventId }),
  occurrence: ({ occurrenceId }) => ({ id: occurrenceId }),
  status: ({ status }) => status,
  quantity: ({ quantity }) => quantity,
  items: ({ quantity, price }) => [{ ticketType: null, quantity, price }],
  total: ({ quantity, price }) => times(price, quantity),
  heldUntil: ({ heldUntil }) => heldUntil,
  async waitlistPosition({ id, status }, _, { loaders }) {
    return status === 'WAITLISTED' ? ((await loaders.position.load(id))?.position ?? null) : null;
  },
  async tickets({ id, status }, _, { loaders }) {
    return status === 'CONFIRMED' ? ((await loaders.tickets.load(id))?.tickets ?? []) : [];
  },
  cancelReason: ({ cancelReason }) => cancelReason,
  createdAt: ({ createdAt }) => createdAt,
  updatedAt: ({ updatedAt }) => updatedAt,
};
