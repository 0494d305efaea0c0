import type { MutationResolvers } from '../__generated__/resolvers.js';

export const requestEmailChange: MutationResolvers['requestEmailChange'] = async (_root, input, { viewer, useCases }) => {
  await useCases.requestEmailChange(viewer, input);
  return { accepted: true };
};
