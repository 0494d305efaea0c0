import type { MutationResolvers } from '../__generated__/resolvers.js';

export const revokeAccessToken: MutationResolvers['revokeAccessToken'] = (_root, { id }, { viewer, useCases, device }) =>
  useCases.revokeScriptToken(viewer, id, device);
