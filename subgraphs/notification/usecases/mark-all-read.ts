import type { ChangeLog } from '../../../platform/change-log/change-log.js';
import { decodeCursor } from '../../../platform/change-log/cursor.js';
import type { Clock } from '../../../platform/clock.js';
import type { Database, Transaction } from '../../../platform/database/database.js';
import { markAllRead } from '../store/notifications.js';
import { inboxChange, inboxTopic } from './inbox-change.js';

/**
 * Marks one's whole inbox read, or what had arrived up to a cursor: one of its list, of its subscriptions, or
 * `changeCursor`. Says how many were not read.
 * @throws BAD_USER_INPUT for a cursor of something else.
 */
export type MarkAllRead = (userId: string, before: string | null) => Promise<number>;

export const createMarkAllRead =
  (given: { readonly clock: Clock; readonly database: Database; readonly log: ChangeLog<Transaction> }): MarkAllRead =>
  async (userId, before) => {
    const upTo = before === null ? null : decodeCursor(inboxTopic(userId), before, ['before']);
    const at = given.clock.now();
    return given.database.transaction(async (tx) => {
      const marked = await markAllRead(tx, userId, upTo, at);
      if (marked > 0) {
        const change = inboxChange('ALL_READ', { userId, notification: null, actor: userId, at, data: { marked } });
        await given.log.append(tx, [change]);
      }
      return marked;
    });
  };
