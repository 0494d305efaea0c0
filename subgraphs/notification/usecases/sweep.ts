import type { Clock } from '../../../platform/clock.js';
import type { Jobs } from '../../../platform/jobs/jobs.js';
import type { DueReminder } from '../domain/reminder.js';
import { deliver, deliveryAt } from '../jobs/deliver.js';
import { planAgain } from '../jobs/plan-reminder.js';
import { alarmAt, ringAlarm } from '../jobs/ring-alarm.js';
import { ALARM_WINDOW } from './plan-reminder.js';
import type { Stores } from './ports.js';

const BATCH = 500;
/** Alarms due within this time (milliseconds) are set again, whether or not they were set: longer than two sweeps are apart. */
const SOON = 3 * 60_000;
/** A delivery's own job has this long (milliseconds) to come. */
const OWN_JOB = 10_000;

/**
 * Sets what is missing, so that a lost queue loses nothing: alarms for the window ahead and for moments that were
 * missed, plans that no longer hold, deliveries that wait without a job. `everything` also sets alarms that were set
 * before: for the start, when the queue may be another one.
 */
export type Sweep = (everything?: boolean) => Promise<void>;

export const createSweep =
  (given: { readonly clock: Clock; readonly stores: Stores; readonly jobs: Jobs }): Sweep =>
  async (everything = false) => {
    await setAlarms(given, everything);
    await given.jobs.addMany(
      planAgain,
      (await given.stores.reminders.stale(BATCH)).map((reminderId) => ({ payload: { reminderId }, id: `plan-${reminderId}` })),
    );
    const overdue = await given.stores.deliveries.overdue(new Date(given.clock.now().getTime() - OWN_JOB), BATCH);
    await given.jobs.addMany(deliver, (await given.stores.deliveries.find(overdue)).map((one) => deliveryAt(one)));
  };

async function setAlarms(
  { clock, stores, jobs }: { clock: Clock; stores: Stores; jobs: Jobs },
  everything: boolean,
): Promise<void> {
  const now = clock.now().getTime();
  const until = new Date(now + ALARM_WINDOW);
  const soon = everything ? until : new Date(now + SOON);
  let after: DueReminder | null = null;
  for (;;) {
    const due: DueReminder[] = await stores.reminders.withoutAlarm(until, soon, after, BATCH);
    await jobs.addMany(ringAlarm, due.map((one) => alarmAt(one.id, one.nextAt)));
    await stores.reminders.saveAlarms(due);
    if (due.length < BATCH) return;
    after = due.at(-1) ?? null;
  }
}
