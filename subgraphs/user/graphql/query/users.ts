import { badInput } from '../../../../platform/errors.js';
import { connection, decodeKey, pageSize, type Key } from '../../../../platform/graphql/connection.js';
import { viewOf } from '../../domain/account-view.js';
import { isId } from '../../domain/ids.js';
import { accountSortKey } from '../../store/directory.js';
import type { QueryResolvers } from '../__generated__/resolvers.js';

export const users: QueryResolvers['users'] = async (_root, { search, role, first, after }, { viewer, directory }) => {
  const limit = pageSize(first);
  const accounts = await directory.accounts({
    search: search ?? null,
    role: role ?? null,
    after: placeBehind(after),
    limit: limit + 1,
  });
  return connection(accounts, limit, after, accountSortKey, (account) => viewOf(viewer, account));
};

function placeBehind(after: string | null | undefined): Key | null {
  const key = decodeKey(after, 2);
  if (key && (Number.isNaN(Date.parse(String(key[0]))) || !isId(String(key[1])))) {
    throw badInput({ path: ['after'], message: 'This cursor belongs to another list, or is none.' });
  }
  return key;
}
