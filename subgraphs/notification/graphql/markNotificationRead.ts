import { notFound } from '../../../platform/errors.js';
import type { MutationResolvers } from './__generated__/resolvers.js';
import { ownInInbox } from './notification.js';
import { writerOf } from './viewer.js';

export const markNotificationRead: NonNullable<MutationResolvers['markNotificationRead']> = async (_root, { id }, context) => {
  const { userId } = writerOf(context);
  await context.useCases.markRead(userId, [id]);
  const read = ownInInbox(await context.loaders.notification.load(id), userId);
  if (!read) throw notFound('The notification');
  return read;
};
