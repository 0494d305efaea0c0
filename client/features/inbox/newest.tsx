import { Skeleton } from '../../design/controls.js';
import { Fault } from '../../design/fault.js';
import { Line } from './line.js';
import { MarkAll } from './mark-all.js';
import { text } from './page-texts.js';
import { useInbox } from './use-inbox.js';

/** The newest of the inbox, beneath the bell. */
export function Newest() {
  const inbox = useInbox({ unreadOnly: false, first: 7 });
  const { notifications, error } = inbox;
  return (
    <>
      <div className="sticky top-0 z-10 flex min-h-12 items-center justify-between gap-2 border-b border-line bg-raised px-4 py-1">
        <h2 className="font-semibold">{text('inbox.title')}</h2>
        <MarkAll inbox={inbox} />
      </div>
      {!notifications && (error ? <Fault error={error} /> : <div className="grid gap-3 p-4">{[1, 2, 3].map((line) => <Skeleton key={line} className="h-12" />)}</div>)}
      {notifications?.length === 0 && (
        <p className="px-6 py-10 text-center text-soft">
          <strong className="block font-medium text-ink">{text('inbox.empty')}</strong>
          {text('inbox.emptyWhy')}
        </p>
      )}
      <ul className="divide-y divide-line">
        {notifications?.slice(0, 7).map((notification) => <Line key={notification.id} notification={notification} />)}
      </ul>
      <a href="/inbox" className="sticky bottom-0 z-10 flex min-h-11 items-center justify-center border-t border-line bg-raised font-medium text-accent hover:bg-sunken">
        {text('inbox.whole')}
      </a>
    </>
  );
}
