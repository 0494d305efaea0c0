import type { UserResolvers } from './__generated__/resolvers.js';
import { bookingPage } from './booking-connection.js';

export const userType: UserResolvers = {
  __resolveReference: ({ id }) => ({ id }),
  id: ({ id }) => id,
  async bookings({ id }, { status, upcoming, first, after }, context) {
    const own = context.readerId === id;
    if (!own && !(context.readerId !== null && context.viewer?.scopes.has('ADMIN'))) return null;
    const changeCursor = own ? await context.useCases.endOfBookings(id) : null;
    const page = await bookingPage({ userId: id, status: status ?? null, upcoming: upcoming ?? null }, { first: first ?? 20, after: after ?? null }, context);
    return { changeCursor, ...page };
  },
};
