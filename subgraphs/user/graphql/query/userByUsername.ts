import { viewOf } from '../../domain/account-view.js';
import type { QueryResolvers } from '../__generated__/resolvers.js';

export const userByUsername: QueryResolvers['userByUsername'] = async (_root, { username }, { viewer, directory, throttle }) => {
  if (viewer) await throttle.lookup(viewer.userId);
  const account = await directory.accountByUsername(username);
  return account && viewOf(viewer, account);
};
