import { refuse, refusedBecause, type Refusal } from '../domain/refusal.js';
import { DEFAULT_POLICY } from '../domain/policy.js';
import { seatsAvailable } from '../domain/seats.js';
import type { BookingContext } from '../context.js';
import type { OccurrenceResolvers } from './__generated__/resolvers.js';
import { plainSeats } from './plain-seats.js';

/** Of an occurrence, its seats. Null to those who do not see it. */
export const occurrenceType: OccurrenceResolvers = {
  async __resolveReference({ id }, { loaders }) {
    return (await loaders.occurrence.load(id)) && { id };
  },
  id: ({ id }) => id,
  async capacity({ id }, _, { loaders }) {
    return (await loaders.occurrence.load(id))?.count.capacity ?? null;
  },
  async seatsTaken({ id }, _, { loaders }) {
    const view = await loaders.occurrence.load(id);
    return view && view.count.taken - view.endedSeats;
  },
  async seatsAvailable({ id }, _, { loaders }) {
    const view = await loaders.occurrence.load(id);
    return view && seatsAvailable(view.count, view.endedSeats);
  },
  async waitlistLength({ id }, _, { loaders }) {
    return (await loaders.occurrence.load(id))?.count.waitlistLength ?? null;
  },
  bookingRefusal: ({ id }, { items }, context) => refusalNow(id, plainSeats(items ?? [{}], ['items']), context),
  async ticketAvailability({ id }, _, { loaders }) {
    return (await loaders.occurrence.load(id)) && [];
  },
  async attendance({ id }, _, { loaders }) {
    const view = await loaders.occurrence.load(id);
    if (!view || !(await loaders.run.load(view.bookable.event.id))) return null;
    return loaders.attendance.load(view.bookable.occurrence.id);
  },
  async myBooking({ id }, _, { loaders }) {
    const view = await loaders.occurrence.load(id);
    return view && loaders.ownAtOccurrence.load(view.bookable.occurrence.id);
  },
};

/** What `book` would answer now; null when it would take the seats, and to those who do not see the occurrence. */
async function refusalNow(id: string, quantity: number, { loaders, useCases }: BookingContext): Promise<Refusal | null> {
  const view = await loaders.occurrence.load(id);
  if (!view) return null;
  const available = seatsAvailable(view.count, view.endedSeats);
  const seats = { seatsAvailable: available, waitlistLength: view.count.waitlistLength };
  const closed = refusedBecause(view.bookable, DEFAULT_POLICY, quantity, useCases.now());
  if (closed) return refuse(closed, seats);
  const mine = await loaders.ownAtOccurrence.load(view.bookable.occurrence.id);
  if (mine) return refuse('ALREADY_BOOKED', seats, mine);
  return available !== null && available < quantity ? refuse('SOLD_OUT', seats) : null;
}
