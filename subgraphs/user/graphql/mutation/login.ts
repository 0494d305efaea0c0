import type { MutationResolvers } from '../__generated__/resolvers.js';
import { authPayload } from '../auth-payload.js';

export const login: MutationResolvers['login'] = async (_root, { input }, { useCases, device }) =>
  authPayload(await useCases.login(input, device));
