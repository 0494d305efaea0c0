import { addDueReminder } from '../due-reminder.js';
import { mailTo } from '../mailbox.js';
import { begun, expect, type Journey } from './journey-state.js';

/** Two seconds of grace after the moment: the machine may be slow, the promise is not. */
const GRACE = 2_000;

const TITLE = 'Blitz tournament';

/** An event in an hour and a few seconds, and a reminder for an hour before. */
export async function remind(journey: Journey): Promise<void> {
  const earlier = new Set((await journey.mailbox()).map(({ id }) => id));
  const { ada, cleo, calendarId } = journey;
  const due = await addDueReminder({ organizer: ada.client, reminded: cleo.client, calendarId, title: TITLE, channels: ['IN_APP', 'EMAIL'] });
  const { notificationReceived } = await begun(journey.cleoInbox).next(
    'the reminder in the inbox',
    ({ notificationReceived: { notification } }) => notification.kind === 'EVENT_REMINDER',
    due - Date.now() + GRACE,
  );
  expect(Date.now() >= due, 'the reminder not to come early');
  expect(notificationReceived.notification.title.includes(TITLE), 'the reminder to name the event');
  await mailTo(journey.mailbox, cleo.email, ({ id, subject }) => subject.includes(TITLE) && !earlier.has(id));

  const { me } = await cleo.client.ask<{ me: { unreadNotificationCount: number } }>(`{ me { unreadNotificationCount } }`);
  expect(me.unreadNotificationCount >= 2, 'the offer and the reminder to be unread');
  await cleo.client.ask(`mutation ($id: ID!) { markNotificationRead(id: $id) { readAt } }`, { id: notificationReceived.notification.id });
  const after = await cleo.client.ask<{ me: { unreadNotificationCount: number } }>(`{ me { unreadNotificationCount } }`);
  expect(after.me.unreadNotificationCount === me.unreadNotificationCount - 1, 'one fewer to be unread');
}
