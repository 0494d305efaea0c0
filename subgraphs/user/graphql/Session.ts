import type { SessionResolvers } from './__generated__/resolvers.js';

/** One sign-in of a person who looks at their own. */
export const Session: SessionResolvers = {
  id: (session) => session.id,
  createdAt: (session) => session.createdAt,
  lastUsedAt: (session) => session.lastUsedAt,
  userAgent: (session) => session.userAgent,
  ipAddress: (session) => session.ipAddress,
  current: (session, _arguments, { viewer }) => session.id === viewer?.sessionId,
};
