import type { MutationResolvers } from '../__generated__/resolvers.js';

export const createAccessToken: MutationResolvers['createAccessToken'] = async (_root, { input }, { viewer, useCases, device }) => {
  const { token, secret } = await useCases.createScriptToken(viewer, { ...input, expiresAt: input.expiresAt ?? null }, device);
  return { accessToken: token, secret };
};
