import type { MutationResolvers } from '../__generated__/resolvers.js';

export const resendEmailVerification: MutationResolvers['resendEmailVerification'] = async (_root, _arguments, { viewer, useCases }) => {
  await useCases.resendEmailVerification(viewer);
  return { accepted: true };
};
