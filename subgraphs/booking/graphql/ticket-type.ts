import type { TicketResolvers } from './__generated__/resolvers.js';

/** One seat's ticket. Of plain seats, so far: without a ticket type, and not checked in. */
export const ticketType: TicketResolvers = {
  id: ({ id }) => id,
  async booking({ bookingId }, _, { loaders }) {
    const booking = await loaders.booking.load(bookingId);
    if (!booking) throw new Error('A ticket without its booking.');
    return booking;
  },
  ticketType: () => null,
  holder: ({ holderId }) => ({ id: holderId }),
  checkedInAt: () => null,
};
