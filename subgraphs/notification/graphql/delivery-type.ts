import { maskRecipient } from '../domain/delivery.js';
import type { DeliveryResolvers } from './__generated__/resolvers.js';
import { ownInInbox } from './notification.js';
import { isOwn } from './viewer.js';

export const Delivery: DeliveryResolvers = {
  id: ({ id }) => id,
  async notification({ notificationId, userId }, _args, context) {
    return isOwn(context, userId) ? ownInInbox(await context.loaders.notification.load(notificationId), userId) : null;
  },
  channel: ({ channel }) => channel,
  recipient: ({ channel, recipient, userId }, _args, context) =>
    isOwn(context, userId) ? recipient : maskRecipient(channel, recipient),
  status: ({ status }) => status,
  attempts: ({ attempts }) => attempts,
  suppressedBecause: ({ suppressedBecause }) => suppressedBecause,
  details: ({ details }) => details,
  providerMessageId: ({ providerMessageId }) => providerMessageId,
  createdAt: ({ createdAt }) => createdAt,
  sentAt: ({ sentAt }) => sentAt,
  deliveredAt: ({ deliveredAt }) => deliveredAt,
};
