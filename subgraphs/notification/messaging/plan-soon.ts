import type { Transaction } from '../../../platform/database/database.js';
import type { Jobs } from '../../../platform/jobs/jobs.js';
import type { Logger } from '../../../platform/logger.js';
import { planAgain } from '../jobs/plan-reminder.js';

/** Has reminders planned again after the commit; the sweep finds those whose job was lost. */
export function planSoon(
  tx: Transaction,
  { jobs, logger }: { readonly jobs: Jobs; readonly logger: Logger },
  reminderIds: readonly string[],
): void {
  tx.afterCommit(() => {
    jobs
      .addMany(planAgain, reminderIds.map((reminderId) => ({ payload: { reminderId } })))
      .catch((error: unknown) => {
        logger.warn({ err: error }, 'plans wait for the sweep');
      });
  });
}
