import type { MutationResolvers } from '../__generated__/resolvers.js';

export const resetPassword: MutationResolvers['resetPassword'] = async (_root, { input }, { useCases }) => {
  await useCases.resetPassword(input);
  return { accepted: true };
};
