import { z } from 'zod';
import { defineJob, handleJob, type JobHandler, type Jobs } from '../../../platform/jobs/jobs.js';
import type { Logger } from '../../../platform/logger.js';
import { startPeriodic, type Periodic } from '../../../platform/periodic.js';
import type { Clock } from '../../../platform/clock.js';
import type { Database } from '../../../platform/database/database.js';
import type { SetAlarms } from '../usecases/announce.js';
import type { Answers, Seats } from '../usecases/ports.js';
import type { Settle } from '../usecases/settle.js';

/** The end of a hold or an offer: an alarm only. What is to be done is read again from the rows. */
export const endOfHold = defineJob({
  queue: 'booking-holds',
  name: 'end-of-hold',
  payload: z.object({ occurrenceId: z.string() }),
});

/** Sets alarms; one for each end of each booking, however often it is asked for. */
export function createSetAlarms(jobs: Jobs): SetAlarms {
  return (alarms) =>
    jobs.addMany(
      endOfHold,
      alarms.map(({ bookingId, occurrenceId, at }) => ({
        payload: { occurrenceId },
        id: `hold-${bookingId}-${String(at.getTime())}`,
        at,
      })),
    );
}

export const endOfHoldHandler = (settle: Settle): JobHandler<never> =>
  handleJob(endOfHold, async ({ occurrenceId }) => {
    await settle(occurrenceId);
  });

const SWEEP_EVERY = 60_000;
/** After a week nobody retries the same request any more. */
const ANSWERS_KEPT = 7 * 24 * 3_600_000;

interface SweepParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly seats: Seats;
  readonly answers: Answers;
  readonly settle: Settle;
  readonly logger: Logger;
}

/** At once and every minute, forgets old answers and brings in order what an alarm should have: a lost job costs a minute, and no seat. */
export function startSweep({ database, clock, seats, answers, settle, logger }: SweepParts): Periodic {
  return startPeriodic(
    'booking sweep',
    SWEEP_EVERY,
    async () => {
      await answers.forget(database, new Date(clock.now().getTime() - ANSWERS_KEPT));
      for (const occurrenceId of await seats.untidy(database, clock.now())) await settle(occurrenceId);
    },
    logger,
  );
}
