import { viewOf } from '../../domain/account-view.js';
import type { MutationResolvers } from '../__generated__/resolvers.js';

export const setUserActive: MutationResolvers['setUserActive'] = async (_root, { userId, active }, { viewer, useCases }) =>
  viewOf(viewer, await useCases.setUserActive(viewer, userId, active));
