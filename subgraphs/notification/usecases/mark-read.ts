import type { Clock } from '../../../platform/clock.js';
import { badInput } from '../../../platform/errors.js';
import type { InWork } from './ports.js';
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
  (given: { readonly clock: Clock; readonly inWork: InWork }): MarkRead =>
  async (userId, ids) => {
    if (ids.length > MOST) throw badInput({ path: ['ids'], message: `At most ${MOST} at once.` });
    const at = given.clock.now();
    return given.inWork(async (work) => {
      const own = await work.notifications.lockOwn(userId, ids);
      const unread = own.filter((one) => one.readAt === null && one.deletedAt === null && one.inboxPosition !== null);
      await work.notifications.markRead(unread.map((one) => one.id), at);
      const changes = unread.map(({ id, version }) =>
        inboxChange('READ', { userId, notification: { id, version: version + 1 }, actor: userId, at }),
      );
      await work.record(changes);
      return unread.length;
    });
  };
