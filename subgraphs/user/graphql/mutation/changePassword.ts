import type { MutationResolvers } from '../__generated__/resolvers.js';
import { authPayload } from '../auth-payload.js';

export const changePassword: MutationResolvers['changePassword'] = async (_root, { input }, { viewer, useCases, device }) =>
  authPayload(await useCases.changePassword(viewer, input, device));
