import type { MutationResolvers } from '../__generated__/resolvers.js';

export const endSession: MutationResolvers['endSession'] = async (_root, { id }, { viewer, useCases, device }) => ({
  endedSessions: await useCases.endSession(viewer, id, device),
});
