import type { BookingContext } from '../context.js';
import type { Booking } from '../domain/booking.js';

/** The reader's own booking, or one at an event that the reader runs; null for all others. */
export async function visibleBooking(id: string, { readerId, loaders }: BookingContext): Promise<Booking | null> {
  if (readerId === null) return null;
  const booking = await loaders.booking.load(id);
  if (!booking) return null;
  if (booking.userId === readerId) return booking;
  return (await loaders.run.load(booking.eventId)) ? booking : null;
}
