import { connection, decodeKey, pageSize } from '../../../platform/graphql/connection.js';
import type { QueryResolvers } from './__generated__/resolvers.js';

export const failedDeliveries: NonNullable<QueryResolvers['failedDeliveries']> = async (_root, args, { stores }) => {
  const first = pageSize(args.first);
  const [createdAt, id] = decodeKey(args.after, 2) ?? [];
  const after = createdAt === undefined ? null : { createdAt: new Date(Number(createdAt)), id: String(id) };
  const rows = await stores.deliveries.failed(after, first + 1);
  return connection(rows, first, args.after, (row) => [row.createdAt.getTime(), row.id]);
};
