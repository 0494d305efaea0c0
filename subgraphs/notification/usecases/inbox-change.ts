import type { Change, Json } from '../../../platform/change-log/change-log.js';

export type InboxChangeKind = 'RECEIVED' | 'READ' | 'ALL_READ' | 'DELETED';

/** The line of order of one person's inbox. */
export const inboxTopic = (userId: string): string => `inbox:${userId}`;

const NOTIFICATION = 'Notification:';

/** The notification that a change is about; null where it is about the whole inbox. */
export const notificationOfEntity = (entity: string): string | null =>
  entity.startsWith(NOTIFICATION) ? entity.slice(NOTIFICATION.length) : null;

/** A change of one person's inbox, as the log takes it; without a notification it is about all of them. */
export function inboxChange(
  kind: InboxChangeKind,
  about: {
    readonly userId: string;
    readonly notification: { readonly id: string; readonly version: number } | null;
    readonly actor: string | null;
    readonly at: Date;
    readonly data?: { readonly [key: string]: Json };
  },
): Change {
  const { userId, notification, actor, at } = about;
  return {
    topic: inboxTopic(userId),
    kind,
    entity: notification ? `${NOTIFICATION}${notification.id}` : `Inbox:${userId}`,
    entityVersion: notification ? notification.version : at.getTime(),
    actor,
    at,
    fields: kind === 'READ' || kind === 'ALL_READ' ? ['readAt'] : [],
    data: about.data ?? {},
  };
}
