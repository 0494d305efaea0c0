import type { MutationResolvers } from '../__generated__/resolvers.js';
import { authPayload } from '../auth-payload.js';

export const register: MutationResolvers['register'] = async (_root, { input }, { useCases, device }) =>
  authPayload(
    await useCases.register({ ...input, timeZone: input.timeZone ?? 'UTC', locale: input.locale ?? 'en', idempotencyKey: input.idempotencyKey ?? null }, device),
  );
