import { useState } from 'react';
import type { NotificationFieldsFragment } from '../../__generated__/graphql.js';
import { Button, Skeleton } from '../../design/controls.js';
import { Endless } from '../../design/endless.js';
import { Fault } from '../../design/fault.js';
import { BellIcon } from '../../design/icons.js';
import { useNow } from '../../design/now.js';
import { Segments } from '../../design/segments.js';
import { useTitle } from '../../design/title.js';
import { locale } from '../../i18n/language.js';
import { dayInWords, dayOf } from '../../i18n/when.js';
import { useZone } from '../../session/viewer.js';
import { Line } from './line.js';
import { MarkAll } from './mark-all.js';
import { text } from './page-texts.js';
import { useInbox } from './use-inbox.js';

/** What has happened that concerns the viewer, newest first, by days. */
export function InboxPage() {
  const [shown, setShown] = useState<'all' | 'unread'>('all');
  const inbox = useInbox({ unreadOnly: shown === 'unread', first: 20 });
  const { notifications, unread, page, error, loading, more } = inbox;
  useTitle(text('inbox.title'));
  const unreadLabel = unread > 0 ? text('inbox.onlyUnreadCount', { count: unread }) : text('inbox.onlyUnread');
  const options = [{ value: 'all', label: text('inbox.all') }, { value: 'unread', label: unreadLabel }] as const;
  return (
    <div className="mx-auto max-w-2xl p-4 pb-16 sm:p-8">
      <h1 className="mb-4 text-2xl font-semibold">{text('inbox.title')}</h1>
      <div className="mb-5 flex min-h-11 flex-wrap items-center justify-between gap-2">
        <Segments label={text('inbox.show')} options={options} value={shown} onChoose={setShown} />
        <MarkAll inbox={inbox} />
      </div>
      {error && !page && <Fault error={error} />}
      {!page && !error && <Waiting />}
      {notifications?.length === 0 && !loading && <Empty unreadOnly={shown === 'unread'} onAll={() => setShown('all')} />}
      <Days notifications={notifications ?? []} />
      {page?.pageInfo.hasNextPage && <Endless label={text('inbox.more')} busy={loading} onMore={more} />}
    </div>
  );
}

function Days({ notifications }: { notifications: readonly NotificationFieldsFragment[] }) {
  const zone = useZone();
  const today = dayOf(useNow(60_000), zone);
  const days = new Map<string, NotificationFieldsFragment[]>();
  for (const one of notifications) {
    const day = dayOf(one.createdAt, zone);
    days.set(day, [...(days.get(day) ?? []), one]);
  }
  return [...days].map(([day, those]) => (
    <section key={day} aria-labelledby={`day-${day}`} className="mb-6">
      <h2 id={`day-${day}`} className="mb-2 text-sm font-medium text-soft">
        {dayInWords(day, today, locale())}
      </h2>
      <ul className="divide-y divide-line overflow-hidden rounded-2xl border border-line bg-surface">
        {those.map((notification) => <Line key={notification.id} notification={notification} />)}
      </ul>
    </section>
  ));
}

function Empty({ unreadOnly, onAll }: { unreadOnly: boolean; onAll: () => void }) {
  return (
    <div className="rounded-2xl border border-line bg-surface px-6 py-14 text-center">
      <span aria-hidden className="mx-auto mb-4 grid size-14 place-items-center rounded-full bg-accent-wash text-accent">
        <BellIcon />
      </span>
      <p className="mb-1 font-semibold">{text(unreadOnly ? 'inbox.allRead' : 'inbox.empty')}</p>
      <p className="mx-auto mb-5 max-w-sm text-soft">{text(unreadOnly ? 'inbox.allReadWhy' : 'inbox.emptyWhy')}</p>
      {unreadOnly ? <Button onClick={onAll}>{text('inbox.allReadDo')}</Button> : <a href="/" className="font-medium text-accent hover:underline">{text('inbox.emptyDo')}</a>}
    </div>
  );
}

const Waiting = () => (
  <div aria-busy className="divide-y divide-line rounded-2xl border border-line bg-surface">
    {[1, 2, 3, 4, 5].map((line) => (
      <div key={line} className="flex gap-3 px-4 py-4">
        <Skeleton className="size-9 rounded-full" />
        <div className="grid flex-1 gap-2">
          <Skeleton className="h-4 w-2/5" />
          <Skeleton className="h-4 w-4/5" />
        </div>
      </div>
    ))}
  </div>
);
