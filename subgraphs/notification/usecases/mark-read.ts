import type { ChangeLog } from '../../../platform/change-log/change-log.js';
import type { Clock } from '../../../platform/clock.js';
import type { Database, Transaction } from '../../../platform/database/database.js';
import { badInput } from '../../../platform/errors.js';
import { lockOwnNotifications, markRead } from '../store/notifications.js';
import { inboxChange } from './inbox-change.js';

/** At once, at most. */
const MOST = 500;

/**
 * Marks these of one's own notifications read, and says how many were not. Those that are read already, deleted, not in
 * the inbox or somebody else's are passed over.
 * @throws BAD_USER_INPUT for more than 500.
 */
export type MarkRead = (userId: string, ids: readonly string[]) => Promise<number>;

export const createMarkRead =
  (given: { readonly clock: Clock; readonly database: Database; readonly log: ChangeLog<Transaction> }): MarkRead =>
  async (userId, ids) => {
    if (ids.length > MOST) throw badInput({ path: ['ids'], message: `At most ${MOST} at once.` });
    const at = given.clock.now();
    return given.database.transaction(async (tx) => {
      const own = await lockOwnNotifications(tx, userId, ids);
      const unread = own.filter((one) => one.readAt === null && one.deletedAt === null && one.inboxPosition !== null);
      await markRead(tx, unread.map((one) => one.id), at);
      const changes = unread.map(({ id, version }) =>
        inboxChange('READ', { userId, notification: { id, version: version + 1 }, actor: userId, at }),
      );
      await given.log.append(tx, changes);
      return unread.length;
    });
  };
