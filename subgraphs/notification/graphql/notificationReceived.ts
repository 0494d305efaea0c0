import { streamChanges } from '../../../platform/change-log/stream.js';
import { mapIterator } from '../../../platform/iteration.js';
import { inboxTopic, notificationOfEntity } from '../usecases/inbox-change.js';
import type { SubscriptionResolvers } from './__generated__/resolvers.js';
import { ownInInbox } from './notification.js';
import { readerOf } from './viewer.js';

/** What was deleted before it could be told is left out. */
export const notificationReceived: NonNullable<SubscriptionResolvers['notificationReceived']> = {
  async subscribe(_root, { after }, context) {
    const { userId } = readerOf(context);
    const changes = await streamChanges(context.inboxes, inboxTopic(userId), after);
    return mapIterator(changes, async ({ change, cursor }) => {
      const id = change.kind === 'RECEIVED' ? notificationOfEntity(change.entity) : null;
      if (id === null) return null;
      const [found] = await context.stores.notifications.find([id]);
      const notification = ownInInbox(found ?? null, userId);
      if (!notification) return null;
      return { notificationReceived: { cursor, notification, unreadCount: await context.stores.notifications.countUnread(userId) } };
    });
  },
};
