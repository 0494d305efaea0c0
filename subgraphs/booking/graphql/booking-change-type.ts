import type { BookingStatus } from '../domain/booking.js';
import type { BookingChangeResolvers } from './__generated__/resolvers.js';

/** A change of the reader's own booking, which reads as it is by now. */
export const bookingChangeType: BookingChangeResolvers = {
  cursor: ({ cursor }) => cursor,
  at: ({ change }) => change.at,
  async booking({ change }, _, { loaders }) {
    const booking = await loaders.booking.load(change.entity.slice('Booking:'.length));
    if (!booking) throw new Error('A change names a booking that is not there.');
    return booking;
  },
  previousStatus: ({ change }) => change.data['previousStatus'] as BookingStatus | null,
};
