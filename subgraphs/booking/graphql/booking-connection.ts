import { connection, decodeKey, pageSize } from '../../../platform/graphql/connection.js';
import { badInput } from '../../../platform/errors.js';
import type { BookingContext } from '../context.js';
import type { BookingFilter } from '../store/booking-reads.js';
import type { Booking } from '../domain/booking.js';
import type { BookingConnection } from './__generated__/resolvers.js';

type Page = Omit<BookingConnection, 'edges'> & { edges: { cursor: string; node: Booking }[] };

/** A page of bookings, newest first; whoever calls has decided that the reader may see the list. */
export async function bookingPage(
  filter: BookingFilter,
  { first, after }: { first: number; after?: string | null },
  { useCases }: BookingContext,
): Promise<Page> {
  const size = pageSize(first);
  const { rows, totalCount } = await useCases.listBookings(filter, { limit: size + 1, after: placeOf(after) });
  return { totalCount, ...connection(rows, size, after, ({ createdAt, id }) => [createdAt.toISOString(), id]) };
}

function placeOf(after: string | null | undefined): readonly [string, string] | null {
  const key = decodeKey(after, 2);
  if (!key) return null;
  const [createdAt, id] = key;
  if (typeof createdAt !== 'string' || typeof id !== 'string' || Number.isNaN(Date.parse(createdAt))) {
    throw badInput({ path: ['after'], message: 'This cursor belongs to another list, or is none.' });
  }
  return [createdAt, id];
}
