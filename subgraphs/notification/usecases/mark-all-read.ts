import { decodeCursor } from '../../../platform/change-log/cursor.js';
import type { Clock } from '../../../platform/clock.js';
import type { InWork } from './ports.js';
import { inboxChange, inboxTopic } from './inbox-change.js';

/**
 * Marks one's whole inbox read, or what had arrived up to a cursor: one of its list, of its subscriptions, or
 * `changeCursor`. Says how many were not read.
 * @throws BAD_USER_INPUT for a cursor of something else.
 */
export type MarkAllRead = (userId: string, before: string | null) => Promise<number>;

export const createMarkAllRead =
  (given: { readonly clock: Clock; readonly inWork: InWork }): MarkAllRead =>
  async (userId, before) => {
    const upTo = before === null ? null : decodeCursor(inboxTopic(userId), before, ['before']);
    const at = given.clock.now();
    return given.inWork(async (work) => {
      const marked = await work.notifications.markAllRead(userId, upTo, at);
      if (marked > 0) {
        const change = inboxChange('ALL_READ', { userId, notification: null, actor: userId, at, data: { marked } });
        await work.record([change]);
      }
      return marked;
    });
  };
