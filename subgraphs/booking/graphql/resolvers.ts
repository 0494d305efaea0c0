import { DateTimeScalar, SafeIntScalar } from '../../../platform/graphql/scalars.js';
import type { Resolvers } from './__generated__/resolvers.js';
import { availabilityType } from './availability-type.js';
import { availabilityChanged } from './availabilityChanged.js';
import { book } from './book.js';
import { booking } from './booking.js';
import { bookingChanged } from './bookingChanged.js';
import { bookingChangeType } from './booking-change-type.js';
import { bookingResult } from './booking-result.js';
import { bookingType } from './booking-type.js';
import { cancelBooking } from './cancelBooking.js';
import { checkInResult } from './check-in-result.js';
import { confirmBooking } from './confirmBooking.js';
import { eventType } from './event-type.js';
import { holdSeats } from './holdSeats.js';
import { occurrenceType } from './occurrence-type.js';
import { renewHold } from './renewHold.js';
import { ticketType } from './ticket-type.js';
import { userType } from './user-type.js';

/** The booking subgraph's resolvers; what is missing here stands in `subgraphs/not-implemented.ts`. */
export const resolvers: Resolvers = {
  DateTime: DateTimeScalar,
  SafeInt: SafeIntScalar,
  Query: { booking },
  Mutation: { book, cancelBooking, confirmBooking, holdSeats, renewHold },
  Subscription: { availabilityChanged, bookingChanged },
  Availability: availabilityType,
  BookingChange: bookingChangeType,
  BookingResult: bookingResult,
  CheckInResult: checkInResult,
  Booking: bookingType,
  Ticket: ticketType,
  Event: eventType,
  Occurrence: occurrenceType,
  User: userType,
};
