import { viewOf } from '../../domain/account-view.js';
import type { QueryResolvers } from '../__generated__/resolvers.js';

export const userByUsername: QueryResolvers['userByUsername'] = async (_root, { username }, { viewer, directory }) => {
  const account = await directory.accountByUsername(username);
  return account && viewOf(viewer, account);
};
