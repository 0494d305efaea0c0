import type { MutationResolvers } from './__generated__/resolvers.js';
import { writerOf } from './viewer.js';

export const deleteReminder: NonNullable<MutationResolvers['deleteReminder']> = async (_root, { id }, context) => {
  await context.useCases.deleteReminder(writerOf(context).userId, id);
  return { deletedId: id };
};
