import { graphql } from '../__generated__/index.js';

/** The viewer's own bookings, as they change. */
export const MyBookingChanged = graphql(`
  subscription MyBookingChanged($after: String) {
    bookingChanged(after: $after) {
      cursor
      booking {
        id
        status
        quantity
        heldUntil
        waitlistPosition
      }
    }
  }
`);

/** Takes seats, or a place in line. */
export const Book = graphql(`
  mutation Book($input: BookInput!) {
    book(input: $input) {
      __typename
      ... on Booking {
        id
      }
      ... on BookingRefused {
        reason
        seatsAvailable
      }
    }
  }
`);

/** Takes the seats that are kept. */
export const TakeSeats = graphql(`
  mutation TakeSeats($id: ID!) {
    confirmBooking(id: $id) {
      __typename
      ... on Booking {
        id
      }
      ... on BookingRefused {
        reason
        seatsAvailable
      }
    }
  }
`);

/** Gives the seats, or the place in line, back. */
export const GiveBack = graphql(`
  mutation GiveBack($id: ID!, $reason: String) {
    cancelBooking(id: $id, reason: $reason) {
      id
      status
    }
  }
`);
