import type { MutationResolvers } from '../__generated__/resolvers.js';

export const requestPasswordReset: MutationResolvers['requestPasswordReset'] = async (_root, { email }, { useCases, device }) => {
  await useCases.requestPasswordReset(email, device);
  return { accepted: true };
};
