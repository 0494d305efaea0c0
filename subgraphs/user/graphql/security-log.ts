import { badInput } from '../../../platform/errors.js';
import { connection, decodeKey, pageSize } from '../../../platform/graphql/connection.js';
import type { UserResolvers } from './__generated__/resolvers.js';

/** What happened to one's own account, newest first; the position in the log is the cursor. */
export const securityLog: UserResolvers['securityLog'] = async ({ id, own }, { first, after }, { directory }) => {
  if (!own) return null;
  const limit = pageSize(first);
  const events = await directory.securityEvents(id, { before: placeBehind(after), limit: limit + 1 });
  return connection(events, limit, after, ({ position }) => [position]);
};

function placeBehind(after: string | null | undefined): number | null {
  const position = decodeKey(after, 1)?.[0] ?? null;
  if (position === null || (typeof position === 'number' && Number.isInteger(position) && Math.abs(position) < 2 ** 31)) return position;
  throw badInput({ path: ['after'], message: 'This cursor belongs to another list, or is none.' });
}
