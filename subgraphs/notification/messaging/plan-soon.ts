import type { Jobs } from '../../../platform/jobs/jobs.js';
import type { Logger } from '../../../platform/logger.js';
import { planAgain } from '../jobs/plan-reminder.js';
import type { Work } from '../usecases/ports.js';

/** Has reminders planned again after the commit; the sweep finds those whose job was lost. */
export function planSoon(
  work: Pick<Work, 'afterCommit'>,
  { jobs, logger }: { readonly jobs: Jobs; readonly logger: Logger },
  reminderIds: readonly string[],
): void {
  work.afterCommit(() => {
    jobs
      .addMany(planAgain, reminderIds.map((reminderId) => ({ payload: { reminderId } })))
      .catch((error: unknown) => {
        logger.warn({ err: error }, 'plans wait for the sweep');
      });
  });
}
