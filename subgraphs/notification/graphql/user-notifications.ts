import { Kind, type GraphQLResolveInfo } from 'graphql';
import { decodeCursor, encodeCursor } from '../../../platform/change-log/cursor.js';
import { connection, pageSize } from '../../../platform/graphql/connection.js';
import type { InboxFilter } from '../domain/notification.js';
import { inboxTopic } from '../usecases/inbox-change.js';
import type { UserResolvers } from './__generated__/resolvers.js';
import { isOwn } from './viewer.js';

/**
 * Newest first. The list is sorted by places in the inbox's change log, so that its cursors, those of the
 * subscriptions and `changeCursor` are the same; the latter is read before the list, so that nothing falls between.
 */
export const notifications: NonNullable<UserResolvers['notifications']> = async ({ id }, args, context, info) => {
  if (!isOwn(context, id)) return null;
  const first = pageSize(args.first);
  const topic = inboxTopic(id);
  const before = args.after == null ? null : decodeCursor(topic, args.after);
  const filter: InboxFilter = { unreadOnly: args.unreadOnly, kinds: args.kind ?? null, eventId: args.eventId ?? null };
  const changeCursor = encodeCursor(topic, await context.inboxes.log.end(topic));
  const rows = await context.stores.notifications.list(id, filter, before, first + 1);
  const page = connection(rows, first, args.after, (row) => [topic, row.inboxPosition ?? 0]);
  const totalCount = asks(info, 'totalCount') ? await context.stores.notifications.count(id, filter) : undefined;
  return { changeCursor, totalCount, ...page };
};

/** Whether a field is selected anywhere below; a count that nobody reads is not counted. */
const asks = (info: GraphQLResolveInfo, field: string): boolean => {
  const stack = info.fieldNodes.flatMap((node) => [...(node.selectionSet?.selections ?? [])]);
  for (let selection = stack.pop(); selection; selection = stack.pop()) {
    switch (selection.kind) {
      case Kind.FIELD:
        if (selection.name.value === field) return true;
        break;
      case Kind.INLINE_FRAGMENT:
        stack.push(...selection.selectionSet.selections);
        break;
      case Kind.FRAGMENT_SPREAD:
        stack.push(...(info.fragments[selection.name.value]?.selectionSet.selections ?? []));
    }
  }
  return false;
};
