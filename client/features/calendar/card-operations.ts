import { graphql } from '../../__generated__/index.js';

/** What an entry's card shows beyond the entry. */
export const OccurrenceCard = graphql(`
  query OccurrenceCard($id: ID!) {
    occurrence(id: $id) {
      id
      description
      capacity
      seatsAvailable
      waitlistLength
      location {
        name
        address
      }
      myBooking {
        id
        status
        quantity
        waitlistPosition
      }
      event {
        id
        organizer {
          id
          fullName
        }
      }
    }
  }
`);

/** How many dates of a series are still to come, and the seats that are taken on them. */
export const SeriesExtent = graphql(`
  query SeriesExtent($id: ID!, $from: DateTime!) {
    event(id: $id) {
      id
      occurrences(from: $from, first: 100) {
        edges {
          node {
            id
            seatsTaken
          }
        }
        pageInfo {
          hasNextPage
        }
      }
    }
  }
`);
