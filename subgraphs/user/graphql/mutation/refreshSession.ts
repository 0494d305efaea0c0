import type { MutationResolvers } from '../__generated__/resolvers.js';
import { authPayload } from '../auth-payload.js';

export const refreshSession: MutationResolvers['refreshSession'] = async (_root, { refreshToken, idempotencyKey = null }, { useCases, device }) =>
  authPayload(await useCases.refreshSession({ refreshToken, idempotencyKey }, device));
