import type { MutationResolvers } from '../__generated__/resolvers.js';

export const beginTwoFactor: MutationResolvers['beginTwoFactor'] = (_root, { password }, { viewer, useCases, device }) => useCases.beginTwoFactor(viewer, password, device);
