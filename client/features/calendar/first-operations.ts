import { graphql } from '../../__generated__/index.js';

/** The viewer's calendars, as the side shows them. */
export const CalendarFields = graphql(`
  fragment CalendarFields on Calendar {
    id
    name
    color
    myColor
    myRole
    hidden
    timeZone
  }
`);

/** What moving an occurrence has to know of the whole event. */
export const SeriesFields = graphql(`
  fragment SeriesFields on Event {
    id
    revision
    startsAt
    endsAt
    allDay
    startsOn
    endsOn
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
`);

/** One thing on the agenda, as the views draw it. */
export const AgendaItemFields = graphql(`
  fragment AgendaItemFields on AgendaItem {
    __typename
    id
    startsAt
    endsAt
    allDay
    startsOn
    endsOn
    calendar {
      id
    }
    ... on Occurrence {
      title
      status
      location {
        name
      }
      joinUrl
      event {
        ...SeriesFields
      }
    }
    ... on BusyBlock {
      tentative
    }
  }
`);

/** Of whoever is signed in. */
export const MyCalendars = graphql(`
  query MyCalendars {
    me {
      id
      calendars {
        ...CalendarFields
      }
    }
  }
`);

/** What is on between two instants, and where the log of changes ended before it was read. */
export const Agenda = graphql(`
  query Agenda($from: DateTime!, $to: DateTime!) {
    agenda(from: $from, to: $to) {
      changeCursor
      edges {
        node {
          ...AgendaItemFields
        }
      }
    }
  }
`);
