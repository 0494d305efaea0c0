import { graphql } from '../../__generated__/index.js';

/** How the viewer stands towards an occurrence's seats. */
export const SeatFields = graphql(`
  fragment SeatFields on Occurrence {
    id
    capacity
    seatsAvailable
    waitlistLength
    bookingRefusal {
      reason
      message
    }
    myBooking {
      id
      status
      quantity
      heldUntil
      waitlistPosition
    }
  }
`);

/** Everything that the page of one occurrence shows. */
export const OccurrencePage = graphql(`
  query OccurrencePage($id: ID!) {
    occurrence(id: $id) {
      id
      title
      description
      startsAt
      endsAt
      allDay
      startsOn
      endsOn
      status
      joinUrl
      location {
        name
        address
      }
      calendar {
        id
        name
        color
        myColor
      }
      event {
        id
        timeZone
        organizer {
          id
          fullName
        }
        recurrence {
          rule
          description
        }
      }
      ...SeatFields
    }
    me {
      id
      bookings(first: 1) {
        changeCursor
      }
    }
  }
`);

/** Seats, as they come and go. */
export const SeatsChanged = graphql(`
  subscription SeatsChanged($occurrenceId: ID!) {
    availabilityChanged(occurrenceId: $occurrenceId) {
      occurrenceId
      seatsAvailable
      waitlistLength
    }
  }
`);

/** The viewer's own bookings, as they change. */
export const MyBookingChanged = graphql(`
  subscription MyBookingChanged($after: String) {
    bookingChanged(after: $after) {
      cursor
      booking {
        id
        status
        heldUntil
        waitlistPosition
      }
    }
  }
`);

/** Takes a seat, or a place in line. */
export const Book = graphql(`
  mutation Book($input: BookInput!) {
    book(input: $input) {
      __typename
      ... on Booking {
        id
      }
      ... on BookingRefused {
        message
      }
    }
  }
`);

/** Takes the seat that is kept. */
export const TakeSeat = graphql(`
  mutation TakeSeat($id: ID!) {
    confirmBooking(id: $id) {
      __typename
      ... on Booking {
        id
      }
      ... on BookingRefused {
        message
      }
    }
  }
`);

/** Gives the seat, or the place in line, back. */
export const GiveBack = graphql(`
  mutation GiveBack($id: ID!) {
    cancelBooking(id: $id) {
      id
    }
  }
`);
