import type { MutationResolvers } from './__generated__/resolvers.js';
import { writerOf } from './viewer.js';

export const markNotificationsRead: NonNullable<MutationResolvers['markNotificationsRead']> = async (_root, { ids }, context) => {
  const { userId } = writerOf(context);
  return { marked: await context.useCases.markRead(userId, ids), user: { id: userId } };
};
