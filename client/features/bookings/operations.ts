import { graphql } from '../../__generated__/index.js';

/** One of the viewer's bookings, with what it is for. */
export const BookingFields = graphql(`
  fragment BookingFields on Booking {
    id
    status
    quantity
    heldUntil
    waitlistPosition
    cancelReason
    updatedAt
    tickets {
      id
      ...TicketFields
    }
    occurrence {
      id
      title
      startsAt
      endsAt
      allDay
      startsOn
      endsOn
      status
      location {
        name
        address
      }
      calendar {
        id
        color
        myColor
      }
    }
  }
`);

/** The viewer's bookings, newest first, all or those that lie ahead; and where their log ended before they were read. */
export const MyBookings = graphql(`
  query MyBookings($upcoming: Boolean, $status: [BookingStatus!], $after: String) {
    me {
      id
      bookings(upcoming: $upcoming, status: $status, first: 50, after: $after) {
        changeCursor
        pageInfo {
          hasNextPage
          endCursor
        }
        edges {
          node {
            id
            ...BookingFields
          }
        }
      }
    }
  }
`);
