import type { ChangeLog } from '../../platform/change-log/change-log.js';
import { startRaisingFloors } from '../../platform/change-log/floors.js';
import type { Clock } from '../../platform/clock.js';
import type { Jobs } from '../../platform/jobs/jobs.js';
import type { Logger } from '../../platform/logger.js';
import { startPeriodic } from '../../platform/periodic.js';
import { deliver, handleDelivery } from './jobs/deliver.js';
import { handlePlan } from './jobs/plan-reminder.js';
import { handleAlarm, ringAlarm } from './jobs/ring-alarm.js';
import { handleChange, notificationChanges, type ConsumerGiven } from './messaging/consume-changes.js';
import type { Deliver } from './usecases/deliver.js';
import type { FireReminder } from './usecases/fire-reminder.js';
import type { PlanReminder } from './usecases/plan-reminder.js';
import type { Sweep } from './usecases/sweep.js';

export interface WorkerGiven {
  readonly jobs: Jobs;
  readonly log: Pick<ChangeLog<never>, 'raiseFloors'>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly consumer: ConsumerGiven;
  readonly fireReminder: FireReminder;
  readonly planReminder: PlanReminder;
  readonly deliver: Deliver;
  readonly sweep: Sweep;
}

/** What works in the background of the notification subgraph. */
export interface NotificationWorker {
  stop(): Promise<void>;
}

const SWEEP_EVERY = 60_000;

/**
 * Runs alarms, deliveries and the consumers of others' changes, and sweeps at once and every minute. Changes are taken
 * one at a time, so that they are mostly in order; being right does not hang on it.
 */
export async function startNotificationWorker(given: WorkerGiven): Promise<NotificationWorker> {
  const { jobs, logger } = given;
  const workers = await Promise.all([
    jobs.work(ringAlarm.queue, [handleAlarm(given.fireReminder), handlePlan(given.planReminder)], 10),
    jobs.work(deliver.queue, [handleDelivery(given.deliver)], 10),
    jobs.work(notificationChanges.queue, [handleChange(given.consumer)], 1),
  ]);
  let first = true;
  const sweeping = startPeriodic(
    'notification sweep',
    SWEEP_EVERY,
    async () => {
      await given.sweep(first);
      first = false;
    },
    logger,
  );
  const floors = startRaisingFloors(given.log, given.clock, logger);
  return {
    async stop() {
      await Promise.all([sweeping.stop(), floors.stop()]);
      await Promise.all(workers.map((worker) => worker.stop()));
    },
  };
}
