import type { MutationResolvers } from '../__generated__/resolvers.js';

export const requestEmailChange: MutationResolvers['requestEmailChange'] = async (_root, input, { viewer, useCases, device }) => {
  await useCases.requestEmailChange(viewer, input, device);
  return { accepted: true };
};
