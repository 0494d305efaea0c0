import type { MutationResolvers } from './__generated__/resolvers.js';
import { writerOf } from './viewer.js';

export const deleteNotification: NonNullable<MutationResolvers['deleteNotification']> = async (_root, { id }, context) => {
  await context.useCases.deleteNotification(writerOf(context).userId, id);
  return { deletedId: id };
};
