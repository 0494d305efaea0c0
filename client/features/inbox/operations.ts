import { graphql } from '../../__generated__/index.js';

/** What one line of the inbox shows, and where it leads. */
export const NotificationFields = graphql(`
  fragment NotificationFields on Notification {
    id
    kind
    title
    body
    createdAt
    readAt
    occurrence {
      id
    }
    event {
      id
      nextOccurrence {
        id
      }
    }
    calendar {
      id
    }
  }
`);

/** How many are unread, and where the inbox ended before that was counted. */
export const Unread = graphql(`
  query Unread {
    me {
      id
      unreadNotificationCount
      notifications(first: 1) {
        changeCursor
      }
    }
  }
`);

/** A page of the inbox, newest first. */
export const Inbox = graphql(`
  query Inbox($unreadOnly: Boolean!, $first: Int!, $after: String) {
    me {
      id
      unreadNotificationCount
      notifications(unreadOnly: $unreadOnly, first: $first, after: $after) {
        changeCursor
        pageInfo {
          hasNextPage
          endCursor
        }
        edges {
          cursor
          node {
            id
            ...NotificationFields
          }
        }
      }
    }
  }
`);

/** What happens in the inbox: how many are unread with it. */
export const UnreadChanged = graphql(`
  subscription UnreadChanged($after: String) {
    inboxChanged(after: $after) {
      cursor
      recipient {
        id
        unreadNotificationCount
      }
    }
  }
`);

/** What happens in the inbox, to show it there. */
export const InboxChanged = graphql(`
  subscription InboxChanged($after: String) {
    inboxChanged(after: $after) {
      cursor
      kind
      notificationId
      notification {
        id
        ...NotificationFields
      }
    }
  }
`);

/** Marks one as read. */
export const MarkRead = graphql(`
  mutation MarkRead($id: ID!) {
    markNotificationRead(id: $id) {
      id
      readAt
    }
  }
`);

/** Marks all as read that were seen; what arrives meanwhile stays unread. */
export const MarkAllRead = graphql(`
  mutation MarkAllRead($before: String) {
    markAllNotificationsRead(before: $before) {
      marked
      user {
        id
        unreadNotificationCount
      }
    }
  }
`);

/** Takes one out for good. */
export const DeleteNotification = graphql(`
  mutation DeleteNotification($id: ID!) {
    deleteNotification(id: $id) {
      deletedId
    }
  }
`);
