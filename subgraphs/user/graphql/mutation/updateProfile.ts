import { viewOf } from '../../domain/account-view.js';
import type { MutationResolvers } from '../__generated__/resolvers.js';

export const updateProfile: MutationResolvers['updateProfile'] = async (_root, { input }, { viewer, useCases }) =>
  viewOf(viewer, await useCases.updateProfile(viewer, input));
