import { viewOf } from '../../domain/account-view.js';
import type { MutationResolvers } from '../__generated__/resolvers.js';

export const verifyEmail: MutationResolvers['verifyEmail'] = async (_root, { token }, { viewer, useCases, device }) =>
  viewOf(viewer, await useCases.verifyEmail(token, viewer, device));
