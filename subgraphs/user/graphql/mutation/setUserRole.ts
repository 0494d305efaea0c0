import { viewOf } from '../../domain/account-view.js';
import type { MutationResolvers } from '../__generated__/resolvers.js';

export const setUserRole: MutationResolvers['setUserRole'] = async (_root, { userId, role }, { viewer, useCases }) =>
  viewOf(viewer, await useCases.setUserRole(viewer, userId, role));
