import type { Clock } from '../../../platform/clock.js';
import { notFound } from '../../../platform/errors.js';
import type { InWork } from './ports.js';
import { inboxChange } from './inbox-change.js';

/** Takes a notification out of one's own inbox; again is the same. @throws NOT_FOUND. */
export type DeleteNotification = (userId: string, id: string) => Promise<void>;

export const createDeleteNotification =
  (given: { readonly clock: Clock; readonly inWork: InWork }): DeleteNotification =>
  async (userId, id) => {
    const at = given.clock.now();
    await given.inWork(async (work) => {
      const [own] = await work.notifications.lockOwn(userId, [id]);
      if (!own || own.inboxPosition === null) throw notFound('The notification');
      if (own.deletedAt !== null) return;
      await work.notifications.markDeleted(id, at);
      const notification = { id, version: own.version + 1 };
      await work.record([inboxChange('DELETED', { userId, notification, actor: userId, at })]);
    });
  };
