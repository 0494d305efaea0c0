import type { Notification } from '../domain/notification.js';
import type { QueryResolvers } from './__generated__/resolvers.js';

export const notification: NonNullable<QueryResolvers['notification']> = async (_root, { id }, { reader, loaders }) =>
  reader && ownInInbox(await loaders.notification.load(id), reader.userId);

/** The notification where it stands in this person's inbox; anything else reads as if it were not there. */
export function ownInInbox(found: Notification | null, userId: string): Notification | null {
  if (found?.userId !== userId || found.deletedAt !== null || found.inboxPosition === null) return null;
  return found;
}
