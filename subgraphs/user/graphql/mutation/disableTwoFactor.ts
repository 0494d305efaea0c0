import { viewOf } from '../../domain/account-view.js';
import type { MutationResolvers } from '../__generated__/resolvers.js';

export const disableTwoFactor: MutationResolvers['disableTwoFactor'] = async (_root, input, { viewer, useCases, device }) =>
  viewOf(viewer, await useCases.disableTwoFactor(viewer, input, device));
