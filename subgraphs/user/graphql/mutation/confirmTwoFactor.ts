import type { MutationResolvers } from '../__generated__/resolvers.js';

export const confirmTwoFactor: MutationResolvers['confirmTwoFactor'] = (_root, { code }, { viewer, useCases, device }) => useCases.confirmTwoFactor(viewer, code, device);
