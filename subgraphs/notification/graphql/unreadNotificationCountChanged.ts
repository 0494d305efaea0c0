import { streamChanges } from '../../../platform/change-log/stream.js';
import { pullIterator } from '../../../platform/iteration.js';
import { inboxTopic } from '../usecases/inbox-change.js';
import type { SubscriptionResolvers } from './__generated__/resolvers.js';
import { readerOf } from './viewer.js';

/** Listens before it counts, so that no change falls between; a change that leaves the count as it was is not told. */
export const unreadNotificationCountChanged: NonNullable<SubscriptionResolvers['unreadNotificationCountChanged']> = {
  async subscribe(_root, _args, context) {
    const { userId } = readerOf(context);
    const changes = await streamChanges(context.inboxes, inboxTopic(userId), null);
    let told: number | null = null;
    return pullIterator(
      async (signal) => {
        while (!signal.aborted) {
          if (told !== null && (await changes.next()).done) return null;
          const count = await context.stores.notifications.countUnread(userId);
          if (count === told) continue;
          told = count;
          return { unreadNotificationCountChanged: count };
        }
        return null;
      },
      async () => {
        await changes.return?.();
      },
    );
  },
};
