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
    }
    myBooking {
      id
      status
      quantity
      heldUntil
      waitlistPosition
      tickets {
        id
        ...TicketFields
      }
    }
  }
`);

/** A reminder that the viewer has set for an event. */
export const ReminderFields = graphql(`
  fragment ReminderFields on Reminder {
    id
    minutesBefore
    channels
    nextAt
  }
`);

/** Everything that the page of one occurrence shows at once. */
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
      isException
      status
      joinUrl
      location {
        name
        address
        latitude
        longitude
      }
      calendar {
        id
        name
        color
        myColor
        myRole
      }
      event {
        id
        uid
        timeZone
        changeCursor
        price {
          amount
          currency
        }
        organizer {
          id
          fullName
        }
        recurrence {
          rule
          description
        }
        bookingPolicy {
          maxPerPerson
          waitlist
        }
        myReminders {
          id
          ...ReminderFields
        }
      }
      attendance {
        confirmed
        checkedIn
        waitlisted
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

/** The next times of a series. */
export const NextDates = graphql(`
  query NextDates($eventId: ID!, $from: DateTime!, $first: Int!) {
    event(id: $eventId) {
      id
      occurrences(from: $from, first: $first) {
        pageInfo {
          hasNextPage
        }
        edges {
          node {
            id
            startsAt
            endsAt
            allDay
            startsOn
            endsOn
            status
            seatsAvailable
            myBooking {
              id
              status
            }
          }
        }
      }
    }
  }
`);

/** Who has seats or waits for some, for those who run the event. */
export const Attendees = graphql(`
  query Attendees($eventId: ID!, $occurrenceId: ID!, $after: String) {
    event(id: $eventId) {
      id
      bookings(occurrenceId: $occurrenceId, status: [CONFIRMED, OFFERED, HELD, WAITLISTED], first: 50, after: $after) {
        pageInfo {
          hasNextPage
          endCursor
        }
        edges {
          node {
            id
            status
            quantity
            waitlistPosition
            heldUntil
            createdAt
            user {
              id
              fullName
              username
            }
          }
        }
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

/** The event, as it is changed by others. */
export const EventChanged = graphql(`
  subscription EventChanged($eventId: ID!, $after: String) {
    eventChanged(eventId: $eventId, after: $after) {
      cursor
      kind
      actor {
        id
        fullName
      }
    }
  }
`);

/** Sets a reminder. The same minutes twice is one. */
export const AddReminder = graphql(`
  mutation AddReminder($input: AddReminderInput!) {
    addReminder(input: $input) {
      id
      ...ReminderFields
    }
  }
`);

/** Changes one's minutes or channels. */
export const UpdateReminder = graphql(`
  mutation UpdateReminder($id: ID!, $input: UpdateReminderInput!) {
    updateReminder(id: $id, input: $input) {
      id
      ...ReminderFields
    }
  }
`);

/** Takes one away. */
export const DeleteReminder = graphql(`
  mutation DeleteReminder($id: ID!) {
    deleteReminder(id: $id) {
      deletedId
    }
  }
`);
