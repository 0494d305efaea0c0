import type { ChangeLog } from '../../../platform/change-log/change-log.js';
import type { Clock } from '../../../platform/clock.js';
import type { Database, Transaction } from '../../../platform/database/database.js';
import { notFound } from '../../../platform/errors.js';
import { lockOwnNotifications, markDeleted } from '../store/notifications.js';
import { inboxChange } from './inbox-change.js';

/** Takes a notification out of one's own inbox; again is the same. @throws NOT_FOUND. */
export type DeleteNotification = (userId: string, id: string) => Promise<void>;

export const createDeleteNotification =
  (given: { readonly clock: Clock; readonly database: Database; readonly log: ChangeLog<Transaction> }): DeleteNotification =>
  async (userId, id) => {
    const at = given.clock.now();
    await given.database.transaction(async (tx) => {
      const [own] = await lockOwnNotifications(tx, userId, [id]);
      if (!own || own.inboxPosition === null) throw notFound('The notification');
      if (own.deletedAt !== null) return;
      await markDeleted(tx, id, at);
      const notification = { id, version: own.version + 1 };
      await given.log.append(tx, [inboxChange('DELETED', { userId, notification, actor: userId, at })]);
    });
  };
