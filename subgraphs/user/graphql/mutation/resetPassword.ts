import type { MutationResolvers } from '../__generated__/resolvers.js';

export const resetPassword: MutationResolvers['resetPassword'] = async (_root, { input }, { useCases, device }) => {
  await useCases.resetPassword(input, device);
  return { accepted: true };
};
