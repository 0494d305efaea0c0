import type { Clock } from '../../../platform/clock.js';
import type { Database } from '../../../platform/database/database.js';
import { notFound } from '../../../platform/errors.js';
import { deleteOwnReminder } from '../store/reminders.js';

/** Deletes one's own reminder; again is the same. Its alarm rings to no effect. @throws NOT_FOUND. */
export type DeleteReminder = (userId: string, id: string) => Promise<void>;

export const createDeleteReminder =
  ({ clock, database }: { readonly clock: Clock; readonly database: Database }): DeleteReminder =>
  async (userId, id) => {
    if (!(await deleteOwnReminder(database, id, userId, clock.now()))) throw notFound('The reminder');
  };
