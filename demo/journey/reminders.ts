import { mailTo } from '../mailbox.js';
import { REMINDER_MINUTES } from './calendar.js';
import { begun, expect, type Journey } from './journey-state.js';

/** Two seconds of grace after the moment: the machine may be slow, the promise is not. */
const GRACE = 2_000;

/** Set for an hour before the first time, which is seconds away by now. */
export async function remind(journey: Journey): Promise<void> {
  const { cleo, eventId } = journey;
  const due = journey.startsAt.getTime() - REMINDER_MINUTES * 60_000;
  const { addReminder } = await cleo.client.ask<{ addReminder: { id: string; nextAt: string | null } }>(
    `mutation ($eventId: ID!, $minutes: Int!) {
      addReminder(input: { eventId: $eventId, minutesBefore: $minutes, channels: [IN_APP, EMAIL] }) { id nextAt }
    }`,
    { eventId, minutes: REMINDER_MINUTES },
  );
  expect(addReminder.nextAt !== null && new Date(addReminder.nextAt).getTime() === due, 'the reminder to know its moment');
  const { notificationReceived } = await begun(journey.cleoInbox).next(
    'the reminder in the inbox',
    ({ notificationReceived: { notification } }) => notification.kind === 'EVENT_REMINDER',
    due - Date.now() + GRACE,
  );
  expect(Date.now() >= due, 'the reminder not to come early');
  expect(notificationReceived.notification.title.includes(journey.eventTitle), 'the reminder to name the event');
  await mailTo(journey.url, cleo.email, ({ subject, text }) => `${subject} ${text}`.includes(journey.eventTitle) && new RegExp('remind|erinner', 'i').test(`${subject} ${text}`));

  const { me } = await cleo.client.ask<{ me: { unreadNotificationCount: number } }>(`{ me { unreadNotificationCount } }`);
  expect(me.unreadNotificationCount >= 2, 'the offer and the reminder to be unread');
  await cleo.client.ask(`mutation ($id: ID!) { markNotificationRead(id: $id) { readAt } }`, { id: notificationReceived.notification.id });
  const after = await cleo.client.ask<{ me: { unreadNotificationCount: number } }>(`{ me { unreadNotificationCount } }`);
  expect(after.me.unreadNotificationCount === me.unreadNotificationCount - 1, 'one fewer to be unread');
}
