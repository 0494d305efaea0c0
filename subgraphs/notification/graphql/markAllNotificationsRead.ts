import type { MutationResolvers } from './__generated__/resolvers.js';
import { writerOf } from './viewer.js';

export const markAllNotificationsRead: NonNullable<MutationResolvers['markAllNotificationsRead']> = async (
  _root,
  { before },
  context,
) => {
  const { userId } = writerOf(context);
  return { marked: await context.useCases.markAllRead(userId, before ?? null), user: { id: userId } };
};
