import type { UserResolvers } from './__generated__/resolvers.js';
import { notifications } from './user-notifications.js';
import { reminders } from './user-reminders.js';
import { isOwn } from './viewer.js';

/** All fields are the user's own to read: others read null. */
export const User: UserResolvers = {
  __resolveReference: ({ id }) => ({ id }),
  id: ({ id }) => id,
  notifications,
  unreadNotificationCount: ({ id }, _args, context) => (isOwn(context, id) ? context.stores.notifications.countUnread(id) : null),
  reminders,
};
