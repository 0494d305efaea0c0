import { useApolloClient, useQuery } from '@apollo/client/react';
import { lazy, Suspense, useRef, useState } from 'react';
import { BellIcon } from '../../design/icons.js';
import { useTitleCount } from '../../design/title.js';
import { useLive } from '../../graph/live.js';
import { Unread, UnreadChanged } from './operations.js';
import { bellText } from './texts.js';

const Newest = lazy(async () => ({ default: (await import('./newest.js')).Newest }));
const LOOK = 'relative size-10 place-items-center rounded-full text-soft hover:bg-sunken hover:text-ink';

/** How much in the inbox is unread, as it is now; beneath it the newest, where there is room, else the way to the inbox. */
export function Bell() {
  const unread = useUnread();
  const [open, setOpen] = useState(false);
  const newest = useRef<HTMLDivElement>(null);
  useTitleCount(unread);
  const label = unread > 0 ? `${bellText('app.inbox')}, ${bellText('inbox.unread', { count: unread })}` : bellText('app.inbox');
  const face = (
    <>
      <BellIcon />
      {unread > 0 && (
        <span key={unread} aria-hidden className="pop absolute top-0 right-0 min-w-5 rounded-full bg-accent px-1 text-center text-xs leading-5 font-semibold text-on-accent">
          {unread > 99 ? '99+' : unread}
        </span>
      )}
    </>
  );
  return (
    <>
      <a href="/inbox" aria-label={label} title={label} className={`grid sm:hidden ${LOOK}`}>
        {face}
      </a>
      <button type="button" popoverTarget="newest" aria-label={label} title={label} aria-expanded={open} className={`hidden sm:grid ${LOOK}`}>
        {face}
      </button>
      <div
        ref={newest}
        id="newest"
        popover="auto"
        role="dialog"
        aria-label={bellText('app.inbox')}
        onToggle={(event) => setOpen(event.newState === 'open')}
        onClick={({ target }) => target instanceof Element && target.closest('a') && newest.current?.hidePopover()}
        className="fixed inset-auto top-14 right-4 mt-1 max-h-[min(36rem,calc(100vh-5rem))] w-[26rem] overflow-auto rounded-2xl border border-line bg-raised p-0 text-ink shadow-lift"
      >
        {open && <Suspense fallback={null}><Newest /></Suspense>}
      </div>
    </>
  );
}

/** Every message brings the count along: nothing is asked again. */
function useUnread(): number {
  const { cache } = useApolloClient();
  const { data, refetch } = useQuery(Unread);
  useLive(UnreadChanged, {
    from: data?.me?.notifications?.changeCursor,
    cursorOf: ({ inboxChanged }) => inboxChanged.cursor,
    onMessage: ({ inboxChanged: { recipient } }) => {
      if (!recipient) return;
      cache.modify({ id: cache.identify({ __typename: 'User', id: recipient.id }), fields: { unreadNotificationCount: () => recipient.unreadNotificationCount } });
    },
    onResync: () => void refetch().catch(() => null),
  });
  return data?.me?.unreadNotificationCount ?? 0;
}
