import { graphql } from '../../__generated__/index.js';

/** One of the people, as the list shows them. */
export const MemberFields = graphql(`
  fragment MemberFields on CalendarMember {
    id
    role
    user {
      id
      fullName
      username
    }
  }
`);

/** A link by which people join. */
export const InviteFields = graphql(`
  fragment InviteFields on CalendarInvite {
    id
    url
    role
    expiresAt
    usesLeft
    uses
    createdBy {
      id
      fullName
    }
  }
`);

/** What a calendar is for everybody, and for its reader alone. */
export const CalendarDetails = graphql(`
  fragment CalendarDetails on Calendar {
    id
    name
    description
    color
    timeZone
    visibility
    myRole
    myColor
    hidden
    feedUrl
  }
`);

/** Where the changes of all that one belongs to end: read before the page, and nothing falls between. */
export const ChangesEnd = graphql(`
  query ChangesEnd($from: DateTime!, $to: DateTime!) {
    agenda(from: $from, to: $to, first: 1) {
      changeCursor
    }
  }
`);

/** A calendar with its people and links. */
export const SharedCalendar = graphql(`
  query SharedCalendar($id: ID!, $after: String) {
    me {
      id
      role
    }
    calendar(id: $id) {
      id
      ...CalendarDetails
      members(first: 100, after: $after) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        edges {
          node {
            ...MemberFields
          }
        }
      }
      invites {
        ...InviteFields
      }
    }
  }
`);

/** What happens on any calendar of the reader's; one that they were taken off is told last. */
export const SharingChanged = graphql(`
  subscription SharingChanged($after: String) {
    agendaChanged(after: $after) {
      cursor
      kind
      calendar {
        id
      }
    }
  }
`);

/** Changes a calendar for everybody. */
export const ChangeCalendar = graphql(`
  mutation ChangeCalendar($id: ID!, $input: UpdateCalendarInput!) {
    updateCalendar(id: $id, input: $input) {
      ...CalendarDetails
    }
  }
`);

/** Changes how it looks to oneself. */
export const ChangeMyCalendar = graphql(`
  mutation ChangeMyCalendar($id: ID!, $input: MyCalendarInput!) {
    updateMyCalendar(calendarId: $id, input: $input) {
      ...CalendarDetails
    }
  }
`);

/** Gives a member another role. */
export const SetMember = graphql(`
  mutation SetMember($calendarId: ID!, $userId: ID!, $role: CalendarRole!) {
    setCalendarMember(calendarId: $calendarId, userId: $userId, role: $role) {
      id
      myRole
    }
  }
`);

/** Takes somebody off the calendar. */
export const RemoveMember = graphql(`
  mutation RemoveMember($calendarId: ID!, $userId: ID!) {
    removeCalendarMember(calendarId: $calendarId, userId: $userId) {
      id
    }
  }
`);

/** A new link. */
export const MakeInvite = graphql(`
  mutation MakeInvite($input: CreateCalendarInviteInput!) {
    createCalendarInvite(input: $input) {
      ...InviteFields
    }
  }
`);

/** Ends a link. */
export const RevokeInvite = graphql(`
  mutation RevokeInvite($id: ID!) {
    revokeCalendarInvite(id: $id) {
      deletedId
    }
  }
`);

/** Another address for calendar programs; the old one ends. */
export const RotateFeed = graphql(`
  mutation RotateFeed($calendarId: ID!) {
    rotateFeedUrl(calendarId: $calendarId) {
      id
      feedUrl
    }
  }
`);

/** Ends one's own membership. */
export const LeaveCalendar = graphql(`
  mutation LeaveCalendar($id: ID!) {
    leaveCalendar(id: $id) {
      deletedId
    }
  }
`);

/** How much goes with a calendar. */
export const EventCount = graphql(`
  query EventCount($id: ID!) {
    calendar(id: $id) {
      id
      events(first: 1) {
        totalCount
      }
    }
  }
`);

/** Deletes a calendar for everybody. */
export const DeleteCalendar = graphql(`
  mutation DeleteCalendar($id: ID!) {
    deleteCalendar(id: $id) {
      deletedId
    }
  }
`);

/** Where a link leads, before one joins. */
export const InvitePreview = graphql(`
  query InvitePreview($code: String!) {
    me {
      id
      fullName
      username
    }
    calendarInvite(code: $code) {
      calendarName
      calendarColor
      memberCount
      role
      invitedBy {
        id
        fullName
      }
      calendar {
        id
        myRole
      }
    }
  }
`);

/** Joins by a link. */
export const JoinCalendar = graphql(`
  mutation JoinCalendar($code: String!) {
    joinCalendar(code: $code) {
      id
      name
      myRole
    }
  }
`);
