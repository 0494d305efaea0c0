import { z } from 'zod';
import { defineJob, handleJob, type JobHandler, type NewJob } from '../../../platform/jobs/jobs.js';
import type { FireReminder } from '../usecases/fire-reminder.js';

const payload = z.object({ reminderId: z.string(), dueAt: z.iso.datetime() });
type Payload = z.infer<typeof payload>;

/** The alarm of one moment of one reminder. It decides nothing: everything is read again when it rings. */
export const ringAlarm = defineJob<Payload>({ queue: 'notification-reminders', name: 'ring', payload });

/** Bears the moment in its id: set twice it is one alarm, and a moved reminder gets another. */
export const alarmAt = (reminderId: string, dueAt: Date): NewJob<Payload> => ({
  payload: { reminderId, dueAt: dueAt.toISOString() },
  id: `alarm-${reminderId}-${dueAt.getTime()}`,
  at: dueAt,
});

export const handleAlarm = (fireReminder: FireReminder): JobHandler<never> =>
  handleJob(ringAlarm, ({ reminderId, dueAt }) => fireReminder(reminderId, new Date(dueAt)));
