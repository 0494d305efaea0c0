import { graphql } from '../../__generated__/index.js';

/** The entry of a card as it is now, and what the card shows beyond it. */
export const OccurrenceCard = graphql(`
  query OccurrenceCard($id: ID!) {
    occurrence(id: $id) {
      ...AgendaItemFields
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
