import { isId } from '../domain/ids.js';
import { viewOf } from '../domain/account-view.js';
import { securityLog } from './security-log.js';
import type { UserResolvers } from './__generated__/resolvers.js';

/** A person, as `viewOf` lets the viewer see them; nobody sees nobody. */
export const User: UserResolvers = {
  async __resolveReference({ id }, { viewer, accounts }) {
    const account = viewer && isId(id) ? await accounts.load(id) : null;
    return account && viewOf(viewer, account);
  },
  id: (user) => user.id,
  username: (user) => user.username,
  fullName: (user) => user.fullName,
  avatarUrl: (user) => user.avatarUrl,
  createdAt: (user) => user.createdAt,
  email: ({ own }) => own?.email ?? null,
  emailVerified: ({ own }) => own?.emailVerified ?? null,
  role: ({ own }) => own?.role ?? null,
  active: ({ own }) => own?.active ?? null,
  timeZone: ({ own }) => own?.timeZone ?? null,
  locale: ({ own }) => own?.locale ?? null,
  lastLoginAt: ({ own }) => own?.lastLoginAt ?? null,
  twoFactorEnabled: async ({ id, own }, _arguments, { twoFactorOf }) => (own ? (await twoFactorOf.load(id)) !== null : null),
  async sessions({ id, own }, _arguments, { sessionsOf }) {
    return own ? [...((await sessionsOf.load(id))?.sessions ?? [])] : null;
  },
  async accessTokens({ id, own }, _arguments, { scriptTokensOf }) {
    return own ? [...((await scriptTokensOf.load(id))?.tokens ?? [])] : null;
  },
  securityLog,
};
