import type { ApolloCache } from '@apollo/client';
import { useApolloClient, useQuery } from '@apollo/client/react';
import type { InboxChangedSubscription, InboxQuery, NotificationFieldsFragment } from '../../__generated__/graphql.js';
import { readFragment } from '../../__generated__/index.js';
import { useLive } from '../../graph/live.js';
import { useLeaving } from './leaving.js';
import { Inbox, InboxChanged, NotificationFields } from './operations.js';

interface Shown {
  readonly unreadOnly: boolean;
  /** How many in a page. */
  readonly first: number;
}

type Page = NonNullable<NonNullable<InboxQuery['me']>['notifications']>;

/** The inbox as it is now: what happens to it is put into what was read, and pages that were read stay. */
export function useInbox(variables: Shown) {
  const { cache } = useApolloClient();
  const query = useQuery(Inbox, { variables, fetchPolicy: 'cache-and-network', errorPolicy: 'all', notifyOnNetworkStatusChange: true });
  const { data, error, loading, refetch, fetchMore } = query;
  const page = data?.me?.notifications;
  const readAgain = (): void => void refetch().catch(() => null);
  useLive(InboxChanged, {
    from: page?.changeCursor,
    cursorOf: ({ inboxChanged }) => inboxChanged.cursor,
    onMessage: ({ inboxChanged }) => {
      if (inboxChanged.kind === 'ALL_READ') readAgain();
      else take(cache, variables, inboxChanged);
    },
    onResync: readAgain,
  });

  const more = (): void => {
    void fetchMore({
      variables: { after: page?.pageInfo.endCursor },
      updateQuery: (before, { fetchMoreResult: next }) => {
        const [old, following] = [before.me?.notifications, next.me?.notifications];
        if (!before.me || !old || !following) return before;
        return { me: { ...before.me, notifications: { ...following, changeCursor: old.changeCursor, edges: [...old.edges, ...following.edges] } } };
      },
    }).catch(() => null);
  };
  const leaving = useLeaving();
  const shown: readonly NotificationFieldsFragment[] | undefined = page?.edges
    .map(({ node }) => readFragment(NotificationFields, node))
    .filter(({ id }) => !leaving.has(id));
  return { notifications: shown, unread: data?.me?.unreadNotificationCount ?? 0, page, error, loading, more, readAgain };
}

type Change = InboxChangedSubscription['inboxChanged'];

function take(cache: ApolloCache, variables: Shown, { kind, cursor, notification, notificationId }: Change): void {
  if (kind === 'DELETED') return change(cache, variables, (edges) => edges.filter(({ node }) => node.id !== notificationId));
  if (!notification) return;
  cache.writeFragment({ fragment: NotificationFields, fragmentName: 'NotificationFields', data: readFragment(NotificationFields, notification) });
  if (kind !== 'RECEIVED') return;
  change(cache, variables, (edges) =>
    edges.some(({ node }) => node.id === notification.id) ? edges : [{ __typename: 'NotificationEdge', cursor, node: notification }, ...edges],
  );
}

function change(cache: ApolloCache, variables: Shown, edit: (edges: Page['edges']) => Page['edges']): void {
  cache.updateQuery({ query: Inbox, variables }, (before) => {
    if (!before?.me?.notifications) return undefined;
    return { ...before, me: { ...before.me, notifications: { ...before.me.notifications, edges: edit(before.me.notifications.edges) } } };
  });
}
