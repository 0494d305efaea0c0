import { forbidden, unauthenticated } from '../../../platform/errors.js';
import type { BookingContext } from '../context.js';

/** Who acts. @throws UNAUTHENTICATED for nobody. */
export function signedIn({ viewer }: BookingContext): string {
  if (!viewer) throw unauthenticated();
  return viewer.userId;
}

/** Whose eyes the request reads with. @throws UNAUTHENTICATED for nobody, FORBIDDEN without the scope BOOKING_READ. */
export function signedInReader({ viewer, readerId }: BookingContext): string {
  if (!viewer) throw unauthenticated();
  if (readerId === null) throw forbidden('This needs the scope BOOKING_READ.');
  return readerId;
}
