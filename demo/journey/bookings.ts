import { begun, expect, type Journey } from './journey-state.js';

type BookingAnswer =
  | { __typename: 'Booking'; id: string; status: string; waitlistPosition: number | null; heldUntil: string | null; tickets: { id: string }[] }
  | { __typename: 'BookingRefused'; reason: string; seatsAvailable: number | null };

const RESULT = `__typename
  ... on Booking { id status waitlistPosition heldUntil tickets { id } }
  ... on BookingRefused { reason seatsAvailable }`;

const BOOK = `mutation ($id: ID!, $wait: Boolean!) { book(input: { occurrenceId: $id, joinWaitlist: $wait }) { ${RESULT} } }`;

/** The one seat goes to who came first; who came second learns why not, and takes a place in line. */
export async function bookAndWait(journey: Journey): Promise<void> {
  const [id = ''] = journey.occurrenceIds;
  const first = (await journey.ben.client.ask<{ book: BookingAnswer }>(BOOK, { id, wait: false })).book;
  expect(first.__typename === 'Booking' && first.status === 'CONFIRMED', 'the first to have the seat');
  expect(first.tickets.length === 1, 'one ticket');
  journey.benBookingId = first.id;

  const second = (await journey.cleo.client.ask<{ book: BookingAnswer }>(BOOK, { id, wait: false })).book;
  expect(second.__typename === 'BookingRefused' && second.reason === 'SOLD_OUT', 'the second to be refused with SOLD_OUT');

  const waiting = (await journey.cleo.client.ask<{ book: BookingAnswer }>(BOOK, { id, wait: true })).book;
  expect(waiting.__typename === 'Booking' && waiting.status === 'WAITLISTED', 'a place on the waiting list');
  expect(waiting.waitlistPosition === 1, 'to be next in line');
  journey.cleoBookingId = waiting.id;
}

/** Within two seconds of the cancellation the seat is offered, live; it is taken. */
export async function cancelAndOffer(journey: Journey): Promise<void> {
  await journey.ben.client.ask(`mutation ($id: ID!) { cancelBooking(id: $id) { status } }`, { id: journey.benBookingId });
  const { bookingChanged } = await begun(journey.cleoBookings).next(
    'the offer, within two seconds',
    // A booking is told as it is by now, so that the news of joining the line may show the offer too.
    ({ bookingChanged: { booking, previousStatus } }) =>
      booking.id === journey.cleoBookingId && booking.status === 'OFFERED' && previousStatus === 'WAITLISTED',
    2_000,
  );
  expect(bookingChanged.booking.heldUntil !== null, 'the offer to say until when');
  expect(bookingChanged.booking.event?.title === journey.eventTitle, 'the offer to name the event');
  await begun(journey.cleoInbox).next(
    'the offer in the inbox',
    ({ notificationReceived: { notification } }) => notification.kind === 'WAITLIST_OFFERED',
  );
  const confirmed = await confirm(journey, journey.cleoBookingId, 'cleo');
  expect(confirmed.__typename === 'Booking' && confirmed.status === 'CONFIRMED', 'the offer to become a booking');
}

/** Seats of the second time are kept for a while, then taken. */
export async function holdAndConfirm(journey: Journey): Promise<void> {
  const { holdSeats } = await journey.ben.client.ask<{ holdSeats: BookingAnswer }>(
    `mutation ($id: ID!) { holdSeats(input: { occurrenceId: $id }) { ${RESULT} } }`,
    { id: journey.occurrenceIds[1] },
  );
  expect(holdSeats.__typename === 'Booking' && holdSeats.status === 'HELD' && holdSeats.heldUntil !== null, 'the seat to be held');
  const confirmed = await confirm(journey, holdSeats.id, 'ben');
  expect(confirmed.__typename === 'Booking' && confirmed.status === 'CONFIRMED', 'the hold to become a booking');
}

async function confirm(journey: Journey, id: string, who: 'ben' | 'cleo'): Promise<BookingAnswer> {
  const { confirmBooking } = await journey[who].client.ask<{ confirmBooking: BookingAnswer }>(
    `mutation ($id: ID!) { confirmBooking(id: $id) { ${RESULT} } }`,
    { id },
  );
  return confirmBooking;
}
