import { connection, decodeKey, pageSize } from '../../../platform/graphql/connection.js';
import type { UserResolvers } from './__generated__/resolvers.js';
import { isOwn } from './viewer.js';

/** In the order in which they were made. */
export const reminders: NonNullable<UserResolvers['reminders']> = async ({ id }, args, context) => {
  if (!isOwn(context, id)) return null;
  const first = pageSize(args.first);
  const [after] = decodeKey(args.after, 1) ?? [];
  const rows = await context.stores.reminders.list(id, after === undefined ? null : String(after), first + 1);
  return connection(rows, first, args.after, (row) => [row.id]);
};
