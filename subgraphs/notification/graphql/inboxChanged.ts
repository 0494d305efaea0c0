import { streamChanges } from '../../../platform/change-log/stream.js';
import { mapIterator } from '../../../platform/iteration.js';
import { inboxTopic, notificationOfEntity, type InboxChangeKind } from '../usecases/inbox-change.js';
import type { SubscriptionResolvers } from './__generated__/resolvers.js';
import { ownInInbox } from './notification.js';
import { readerOf } from './viewer.js';

/** The notification is as it now is, so that a replay ends where the inbox is. */
export const inboxChanged: NonNullable<SubscriptionResolvers['inboxChanged']> = {
  async subscribe(_root, { after }, context) {
    const { userId } = readerOf(context);
    const changes = await streamChanges(context.inboxes, inboxTopic(userId), after);
    return mapIterator(changes, async ({ change, cursor }) => {
      const notificationId = notificationOfEntity(change.entity);
      const [found] = notificationId === null ? [] : await context.stores.notifications.find([notificationId]);
      return {
        inboxChanged: {
          cursor,
          kind: change.kind as InboxChangeKind,
          notificationId,
          notification: ownInInbox(found ?? null, userId),
          recipient: { id: userId },
        },
      };
    });
  },
};
