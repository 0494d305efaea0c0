import { z } from 'zod';
import { defineJob, handleJob, type JobHandler } from '../../../platform/jobs/jobs.js';
import type { PlanReminder } from '../usecases/plan-reminder.js';

const payload = z.object({ reminderId: z.string() });

/** Makes a reminder's plan again, after something that it was made from has changed. Harmless when run twice. */
export const planAgain = defineJob<z.infer<typeof payload>>({ queue: 'notification-reminders', name: 'plan', payload });

export const handlePlan = (planReminder: PlanReminder): JobHandler<never> =>
  handleJob(planAgain, ({ reminderId }) => planReminder(reminderId));
