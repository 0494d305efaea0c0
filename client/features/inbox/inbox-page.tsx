import { useMutation, useQuery } from '@apollo/client/react';
import type { NotificationFieldsFragment } from '../../__generated__/graphql.js';
import { readFragment } from '../../__generated__/index.js';
import { navigate } from '../../app/router.js';
import { Button, Skeleton } from '../../design/controls.js';
import { Fault } from '../../design/fault.js';
import { toast } from '../../design/toasts.js';
import { plainError } from '../../graph/errors.js';
import { useLive } from '../../graph/live.js';
import { locale } from '../../i18n/language.js';
import { useZone } from '../../session/viewer.js';
import { Inbox, InboxChanged, MarkAllRead, MarkRead, NotificationFields } from './operations.js';
import { text } from './texts.js';

/** What has happened that concerns the viewer, newest first. */
export function InboxPage() {
  const { data, error, refetch, fetchMore } = useQuery(Inbox, { variables: {}, fetchPolicy: 'cache-and-network', errorPolicy: 'all' });
  const [markAll] = useMutation(MarkAllRead, { onError: (refusal) => toast(plainError(refusal).message) });
  const page = data?.me?.notifications;
  const readAgain = (): void => void refetch().catch(() => null);
  useLive(InboxChanged, { from: page?.changeCursor, cursorOf: ({ inboxChanged }) => inboxChanged.cursor, onMessage: readAgain, onResync: readAgain });

  const more = (): void =>
    void fetchMore({
      variables: { after: page?.pageInfo.endCursor },
      updateQuery: (before, { fetchMoreResult: next }) => {
        const [old, following] = [before.me?.notifications, next.me?.notifications];
        if (!before.me || !old || !following) return before;
        return { me: { ...before.me, notifications: { ...following, changeCursor: old.changeCursor, edges: [...old.edges, ...following.edges] } } };
      },
    });

  return (
    <div className="mx-auto max-w-2xl p-4 sm:p-8">
      <div className="mb-4 flex flex-wrap items-center gap-3">
        <h1 className="mr-auto text-2xl font-semibold">{text('inbox.title')}</h1>
        {!!data?.me?.unreadNotificationCount && <Button onClick={() => void markAll().then(readAgain)}>{text('inbox.markAll')}</Button>}
      </div>
      {error && !page && <Fault error={error} />}
      {!page && !error && <Skeleton className="h-72" />}
      {page?.edges.length === 0 && <p className="rounded-2xl border border-line bg-surface p-10 text-center text-soft">{text('inbox.empty')}</p>}
      {page && page.edges.length > 0 && (
        <ul className="divide-y divide-line overflow-hidden rounded-2xl border border-line bg-surface">
          {page.edges.map(({ node }) => {
            const notification = readFragment(NotificationFields, node);
            return <Line key={notification.id} notification={notification} />;
          })}
        </ul>
      )}
      {page?.pageInfo.hasNextPage && (
        <Button look="quiet" className="mt-3 w-full" onClick={more}>
          {text('inbox.more')}
        </Button>
      )}
    </div>
  );
}

function Line({ notification }: { notification: NotificationFieldsFragment }) {
  const zone = useZone();
  const [markRead] = useMutation(MarkRead, { onError: (refusal) => toast(plainError(refusal).message) });
  const { id, title, body, createdAt, readAt, occurrence } = notification;
  const open = (): void => {
    if (!readAt) void markRead({ variables: { id } });
    if (occurrence) navigate(`/occurrences/${encodeURIComponent(occurrence.id)}`);
  };
  const at = new Date(createdAt).toLocaleString(locale(), { timeZone: zone, dateStyle: 'medium', timeStyle: 'short' });
  return (
    <li>
      <button type="button" onClick={open} className="flex w-full gap-3 px-4 py-3 text-left -outline-offset-2 hover:bg-paper">
        <span aria-hidden className={`mt-2 size-2 shrink-0 rounded-full ${readAt ? '' : 'bg-accent'}`} />
        <span className="min-w-0 flex-1">
          <span className={`block ${readAt ? '' : 'font-semibold'}`}>{title}</span>
          <span className="block text-soft">{body}</span>
        </span>
        <time dateTime={createdAt} className="shrink-0 text-sm text-soft max-sm:hidden">
          {at}
        </time>
      </button>
    </li>
  );
}
