import type { MutationResolvers } from '../__generated__/resolvers.js';

export const logout: MutationResolvers['logout'] = async (_root, _arguments, { viewer, useCases, device }) => ({
  endedSessions: await useCases.logout(viewer, device),
});
