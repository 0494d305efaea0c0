import { useQuery } from '@apollo/client/react';
import { BellIcon } from '../../design/icons.js';
import { useLive } from '../../graph/live.js';
import { InboxChanged, Unread } from './operations.js';
import { text } from './texts.js';

/** The way to the inbox, with how much in it is unread, as it is now. */
export function Bell() {
  const { data, refetch } = useQuery(Unread);
  // Every message brings the count along, and the cache takes it.
  useLive(InboxChanged, {
    from: data?.me?.notifications?.changeCursor,
    cursorOf: ({ inboxChanged }) => inboxChanged.cursor,
    onMessage: () => void refetch().catch(() => null),
    onResync: () => void refetch().catch(() => null),
  });
  const unread = data?.me?.unreadNotificationCount ?? 0;
  const label = unread > 0 ? `${text('app.inbox')}, ${text('inbox.unread', { count: unread })}` : text('app.inbox');
  return (
    <a href="/inbox" aria-label={label} title={label} className="relative grid size-10 place-items-center rounded-box text-soft hover:bg-sunken hover:text-ink">
      <BellIcon />
      {unread > 0 && (
        <span aria-hidden className="absolute top-0.5 right-0.5 min-w-5 rounded-full bg-accent px-1 text-center text-xs leading-5 font-semibold text-on-accent">
          {unread > 99 ? '99+' : unread}
        </span>
      )}
    </a>
  );
}
