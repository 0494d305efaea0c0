import type { Clock } from '../../../platform/clock.js';
import { notFound } from '../../../platform/errors.js';
import type { Stores } from './ports.js';

/** Deletes one's own reminder; again is the same. Its alarm rings to no effect. @throws NOT_FOUND. */
export type DeleteReminder = (userId: string, id: string) => Promise<void>;

export const createDeleteReminder =
  ({ clock, stores }: { readonly clock: Clock; readonly stores: Stores }): DeleteReminder =>
  async (userId, id) => {
    if (!(await stores.reminders.remove(id, userId, clock.now()))) throw notFound('The reminder');
  };
