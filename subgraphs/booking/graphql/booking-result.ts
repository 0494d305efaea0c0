import type { Booking } from '../domain/booking.js';
import type { Refusal } from '../domain/refusal.js';
import type { BookingOutcome } from '../usecases/seat-request.js';
import type { BookingResultResolvers } from './__generated__/resolvers.js';

/** A booking or a refusal, as the union's resolvers take it. */
export const outcomeOf = (outcome: BookingOutcome): Booking | Refusal =>
  'booking' in outcome ? outcome.booking : outcome.refusal;

export const bookingResult: BookingResultResolvers = {
  __resolveType: (value) => ('reason' in value ? 'BookingRefused' : 'Booking'),
};
