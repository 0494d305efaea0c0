import type { MutationResolvers } from '../__generated__/resolvers.js';

export const logoutEverywhere: MutationResolvers['logoutEverywhere'] = async (_root, _arguments, { viewer, useCases, device }) => ({
  endedSessions: await useCases.logoutEverywhere(viewer, device),
});
