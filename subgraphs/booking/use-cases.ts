import type { StreamedChange } from '../../platform/change-log/stream.js';
import type { BookingFilter, BookingPage } from './store/booking-reads.js';
import type { CancelBooking } from './usecases/cancel-booking.js';
import type { ConfirmBooking } from './usecases/confirm-booking.js';
import type { RenewHold } from './usecases/renew-hold.js';
import type { SeeEvents } from './usecases/see-events.js';
import type { TakeSeats } from './usecases/take-seats.js';
import type { ViewOccurrences } from './usecases/view-occurrences.js';
import type { WatchAvailability } from './usecases/watch-availability.js';

/** What resolvers can do; put together in `main.ts`. */
export interface UseCases {
  readonly takeSeats: TakeSeats;
  readonly renewHold: RenewHold;
  readonly confirmBooking: ConfirmBooking;
  readonly cancelBooking: CancelBooking;
  readonly viewOccurrences: ViewOccurrences;
  readonly seeEvents: SeeEvents;
  readonly watchAvailability: WatchAvailability;
  readonly now: () => Date;
  /** Bookings of a list, newest first, ended holds as EXPIRED; the caller has decided that the reader may see it. */
  readonly listBookings: (filter: BookingFilter, page: { limit: number; after: readonly [string, string] | null }) => Promise<BookingPage>;
  /** Where a person's bookings end in the change log, as a cursor for `watchBookings`. */
  readonly endOfBookings: (userId: string) => Promise<string>;
  /** Every change to a person's bookings after a cursor, or from now on. */
  readonly watchBookings: (userId: string, after: string | null) => Promise<AsyncIterableIterator<StreamedChange>>;
}
