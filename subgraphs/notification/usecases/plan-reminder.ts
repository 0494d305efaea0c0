import type { Jobs } from '../../../platform/jobs/jobs.js';
import type { Logger } from '../../../platform/logger.js';
import { alarmAt, ringAlarm } from '../jobs/ring-alarm.js';
import type { Reminder } from '../domain/reminder.js';
import { lookAhead, type LookAheadGiven, type Outlook } from './look-ahead.js';

/** Alarms are set for moments this far ahead (milliseconds); the sweep sets the later ones when their time comes. */
export const ALARM_WINDOW = 24 * 60 * 60_000;

export interface PlanGiven extends LookAheadGiven {
  readonly jobs: Jobs;
  readonly logger: Logger;
}

/** Finds out when a reminder is next due, keeps it in its row, and sets the alarm where that is soon. */
export type PlanReminder = (id: string) => Promise<void>;

export const createPlanReminder =
  (given: PlanGiven): PlanReminder =>
  async (id) => {
    const reminder = await given.stores.reminders.find(id);
    if (reminder) await keepPlan(given, reminder, await lookAhead(given, reminder));
  };

/**
 * A plan for a reminder that was changed meanwhile is dropped: whoever changed it has it planned again. The plan is kept
 * also when the alarm can't be set now: the sweep finds that it is missing.
 */
export async function keepPlan(given: PlanGiven, reminder: Reminder, { alarm }: Outlook): Promise<void> {
  const { clock, stores, jobs, logger } = given;
  const nextAt = alarm?.dueAt ?? null;
  if (!(await stores.reminders.savePlan(reminder.id, reminder.version, nextAt)) || nextAt === null) return;
  if (nextAt.getTime() > clock.now().getTime() + ALARM_WINDOW) return;
  try {
    await jobs.add(ringAlarm, alarmAt(reminder.id, nextAt));
  } catch (error) {
    logger.warn({ err: error, reminderId: reminder.id }, 'an alarm waits for the sweep');
    return;
  }
  await stores.reminders.saveAlarms([{ id: reminder.id, nextAt }]);
}
