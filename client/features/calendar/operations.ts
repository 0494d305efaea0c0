import { graphql } from '../../__generated__/index.js';

/** Everything that happens on any of the viewer's calendars. */
export const AgendaChanged = graphql(`
  subscription AgendaChanged($after: String) {
    agendaChanged(after: $after) {
      cursor
      kind
      touchesFrom
      touchesTo
      actor {
        id
        fullName
      }
      calendar {
        id
      }
      event {
        id
        title
      }
    }
  }
`);

/** Shows or hides a calendar for its viewer alone. */
export const ShowCalendar = graphql(`
  mutation ShowCalendar($calendarId: ID!, $hidden: Boolean!) {
    updateMyCalendar(calendarId: $calendarId, input: { hidden: $hidden }) {
      id
      hidden
    }
  }
`);

/** The first calendar of somebody new. */
export const CreateCalendar = graphql(`
  mutation CreateCalendar($input: CreateCalendarInput!) {
    createCalendar(input: $input) {
      id
    }
  }
`);

/** A new event. */
export const CreateEvent = graphql(`
  mutation CreateEvent($input: CreateEventInput!) {
    createEvent(input: $input) {
      id
      title
    }
  }
`);

/** Another time, or other words, for a whole event. */
export const ChangeEvent = graphql(`
  mutation ChangeEvent($id: ID!, $input: UpdateEventInput!, $expectedRevision: Int, $scope: SeriesScope) {
    updateEvent(id: $id, input: $input, expectedRevision: $expectedRevision, scope: $scope) {
      event {
        title
        ...SeriesFields
      }
      droppedOccurrenceIds
    }
  }
`);

/** Takes a whole event off the calendar. */
export const DeleteEvent = graphql(`
  mutation DeleteEvent($id: ID!, $scope: SeriesScope) {
    deleteEvent(id: $id, scope: $scope) {
      deletedEventId
    }
  }
`);

/** Says that a whole event will not take place. */
export const CancelEvent = graphql(`
  mutation CancelEvent($id: ID!, $reason: String, $expectedRevision: Int, $scope: SeriesScope) {
    cancelEvent(id: $id, reason: $reason, expectedRevision: $expectedRevision, scope: $scope) {
      event {
        id
        status
        revision
      }
    }
  }
`);

/** All that the form can change. */
export const EventToEdit = graphql(`
  query EventToEdit($id: ID!) {
    event(id: $id) {
      title
      description
      joinUrl
      capacity
      visibility
      showAs
      status
      location {
        name
        address
      }
      calendar {
        id
        name
      }
      ...SeriesFields
    }
    me {
      id
      calendars {
        ...CalendarFields
      }
    }
  }
`);
