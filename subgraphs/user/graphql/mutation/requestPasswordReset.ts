import type { MutationResolvers } from '../__generated__/resolvers.js';

export const requestPasswordReset: MutationResolvers['requestPasswordReset'] = (_root, { email }, { useCases }) => {
  useCases.requestPasswordReset(email);
  return { accepted: true };
};
