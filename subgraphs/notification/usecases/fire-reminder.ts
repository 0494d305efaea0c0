import type { Facts } from '../domain/notification.js';
import type { Alarm } from '../domain/next-alarm.js';
import type { Reminder } from '../domain/reminder.js';
import { lookAhead, type Outlook } from './look-ahead.js';
import { keepPlan, type PlanGiven, type PlanReminder } from './plan-reminder.js';
import type { InWork } from './ports.js';
import type { Message, Tell } from './tell.js';

/** An alarm that rings this early (milliseconds) is not early: the clocks of two machines differ. */
const EARLY = 1_000;

/** What an alarm does when it rings: reads everything again, then sends, or plans anew, or lets it be. */
export type FireReminder = (id: string, dueAt: Date) => Promise<void>;

export const createFireReminder =
  (given: PlanGiven & { readonly inWork: InWork; readonly tell: Tell; readonly planReminder: PlanReminder }): FireReminder =>
  async (id, dueAt) => {
    const { clock, stores, inWork, tell, planReminder } = given;
    const reminder = await stores.reminders.find(id);
    if (reminder?.nextAt?.getTime() !== dueAt.getTime()) return;
    const outlook = await lookAhead(given, reminder);
    const { alarm, person } = outlook;
    const now = clock.now();
    if (alarm === null || alarm.dueAt.getTime() > now.getTime() + EARLY) {
      await keepPlan(given, reminder, outlook);
      return;
    }
    await inWork(async (work) => {
      if (!(await work.reminders.saveSent(id, reminder.version, alarm.dueAt, now))) {
        throw new Error('The reminder was changed while its alarm rang.');
      }
      await tell(work, now, [messageOf(reminder, outlook, alarm)], new Map([[person.userId, person]]));
    });
    await planReminder(id);
  };

function messageOf(reminder: Reminder, { event }: Outlook, { occurrence, startsAt, endsAt }: Alarm): Message {
  const facts: Facts = {
    eventTitle: occurrence.title,
    calendarName: event?.calendar?.name,
    minutesBefore: reminder.minutesBefore,
    ...(occurrence.startsOn === null ? { startsAt: startsAt.toISOString() } : { startsOn: occurrence.startsOn }),
  };
  return {
    userId: reminder.userId,
    kind: 'EVENT_REMINDER',
    facts,
    channels: reminder.channels,
    origin: { reminderId: reminder.id, occurrenceStartsAt: startsAt },
    eventId: reminder.eventId,
    occurrenceId: occurrence.id,
    calendarId: event?.calendar?.id,
    usefulUntil: endsAt,
  };
}
