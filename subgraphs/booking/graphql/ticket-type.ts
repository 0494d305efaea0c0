import type { BookingContext } from '../context.js';
import type { Ticket } from '../store/booking-reads.js';
import type { TicketResolvers } from './__generated__/resolvers.js';
import { pictureOf } from './ticket-picture.js';

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
  code: (ticket, _, context) => shownCode(ticket, context),
  async qrCode(ticket, _, context) {
    const code = await shownCode(ticket, context);
    return code === null ? null : pictureOf(code);
  },
  checkedInAt: () => null,
};

/** For the holder's eyes and for those who run the event: who has the code gets in. */
async function shownCode({ id, bookingId, holderId, edition }: Ticket, context: BookingContext): Promise<string | null> {
  const { readerId, loaders, ticketCodes } = context;
  if (readerId === null) return null;
  const eventId = (await loaders.booking.load(bookingId))?.eventId;
  const shown = readerId === holderId || (eventId !== undefined && (await loaders.run.load(eventId)) !== null);
  return shown ? ticketCodes.codeOf({ ticketId: id, edition }) : null;
}
