import { graphql } from '../../__generated__/index.js';

/** What one line of the inbox shows. */
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
  query Inbox($after: String) {
    me {
      id
      unreadNotificationCount
      notifications(first: 20, after: $after) {
        changeCursor
        pageInfo {
          hasNextPage
          endCursor
        }
        edges {
          node {
            ...NotificationFields
          }
        }
      }
    }
  }
`);

/** What happens in the inbox. */
export const InboxChanged = graphql(`
  subscription InboxChanged($after: String) {
    inboxChanged(after: $after) {
      cursor
      recipient {
        id
        unreadNotificationCount
      }
    }
  }
`);

/** Marks one as read. */
export const MarkRead = graphql(`
  mutation MarkRead($id: ID!) {
    markNotificationRead(id: $id) {
      ...NotificationFields
    }
  }
`);

/** Marks all as read. */
export const MarkAllRead = graphql(`
  mutation MarkAllRead {
    markAllNotificationsRead {
      marked
      user {
        id
        unreadNotificationCount
      }
    }
  }
`);
