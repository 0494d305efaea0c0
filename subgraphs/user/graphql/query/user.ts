import { viewOf } from '../../domain/account-view.js';
import { isId } from '../../domain/ids.js';
import type { QueryResolvers } from '../__generated__/resolvers.js';

export const user: QueryResolvers['user'] = async (_root, { id }, { viewer, accounts }) => {
  const account = isId(id) ? await accounts.load(id) : null;
  return account && viewOf(viewer, account);
};
