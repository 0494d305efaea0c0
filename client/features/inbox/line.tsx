import { useMutation } from '@apollo/client/react';
import type { NotificationFieldsFragment } from '../../__generated__/graphql.js';
import { CheckIcon } from '../../design/icons.js';
import { useNow } from '../../design/now.js';
import { BinIcon } from '../../design/page-icons.js';
import { toast } from '../../design/toasts.js';
import { plainError } from '../../graph/errors.js';
import { locale } from '../../i18n/language.js';
import { fromNow } from '../../i18n/when.js';
import { useZone } from '../../session/viewer.js';
import { lookOf, placeOf } from './kinds.js';
import { useDeletion } from './leaving.js';
import { MarkRead } from './operations.js';
import { text } from './page-texts.js';

/** Marks one as read, at once on the screen. */
function useRead(): (notification: NotificationFieldsFragment) => void {
  const [markRead] = useMutation(MarkRead, { onError: (refusal) => toast(plainError(refusal).message) });
  return ({ id, readAt }) => {
    if (readAt) return;
    const now = { __typename: 'Notification', id, readAt: new Date().toISOString() } as const;
    void markRead({ variables: { id }, optimisticResponse: { markNotificationRead: now } });
  };
}

/** One notification: the whole line leads to what it is about. */
export function Line({ notification }: { notification: NotificationFieldsFragment }) {
  const read = useRead();
  const remove = useDeletion();
  const { id, kind, title, body, readAt } = notification;
  const { Icon, tone } = lookOf(kind);
  return (
    <li className="arrive group relative flex gap-3 px-4 py-3 hover:bg-sunken has-[a:focus-visible]:bg-sunken">
      <span aria-hidden className={`mt-0.5 grid size-9 shrink-0 place-items-center rounded-full ${tone}`}>
        <Icon />
      </span>
      <span className="min-w-0 flex-1">
        <a href={placeOf(notification)} onClick={() => read(notification)} className={`after:absolute after:inset-0 ${readAt ? '' : 'font-semibold'}`}>
          {!readAt && <span className="sr-only">{text('inbox.isUnread')}: </span>}
          {title}
        </a>
        <span className="line-clamp-2 break-words text-soft">{body}</span>
        <At notification={notification} />
      </span>
      <span className="relative -mr-2 flex shrink-0 flex-col self-start">
        {!readAt && (
          <button type="button" aria-label={text('inbox.markRead')} title={text('inbox.markRead')} onClick={() => read(notification)} className={`${TOOL} text-accent`}>
            <span aria-hidden className="size-2.5 rounded-full bg-accent group-hover:hidden [button:focus-visible>&]:hidden" />
            <span aria-hidden className="hidden group-hover:block [button:focus-visible>&]:block"><CheckIcon /></span>
          </button>
        )}
        <button type="button" aria-label={text('inbox.delete')} title={text('inbox.delete')} onClick={() => remove(id)} className={`${TOOL} text-soft sm:opacity-0 sm:group-hover:opacity-100 sm:focus-visible:opacity-100`}>
          <BinIcon />
        </button>
      </span>
    </li>
  );
}

const TOOL = 'grid size-9 place-items-center rounded-full hover:bg-surface hover:text-ink';

function At({ notification: { createdAt } }: { notification: NotificationFieldsFragment }) {
  const zone = useZone();
  const now = useNow(30_000);
  const full = new Date(createdAt).toLocaleString(locale(), { timeZone: zone, dateStyle: 'full', timeStyle: 'short' });
  return (
    <time dateTime={createdAt} title={full} className="block text-sm text-soft">
      {now - Date.parse(createdAt) < 60_000 ? text('inbox.justNow') : fromNow(createdAt, now, zone, locale())}
    </time>
  );
}
