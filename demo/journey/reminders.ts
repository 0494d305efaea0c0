import { mailTo } from '../mailbox.js';
import { begun, expect, type Journey } from './journey-state.js';

/** Two seconds of grace after the moment: the machine may be slow, the promise is not. */
const GRACE = 2_000;

const MINUTES_BEFORE = 60;
const TITLE = 'Blitz tournament';

/** Seconds until the reminder is due; a busy machine that has not added it by then gets the longer time. */
const LEADS = [3, 15];

/** An event in an hour and a few seconds, and a reminder for an hour before. */
export async function remind(journey: Journey): Promise<void> {
  const { cleo } = journey;
  const earlier = new Set((await journey.mailbox()).map(({ id }) => id));
  const due = await addReminder(journey);
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

/** Adds it, and answers with the moment that it is due, in milliseconds. */
async function addReminder({ ada, cleo, calendarId }: Journey): Promise<number> {
  for (const lead of LEADS) {
    const due = (Math.ceil(Date.now() / 1000) + lead) * 1000;
    const start = due + MINUTES_BEFORE * 60_000;
    const { createEvent } = await ada.client.ask<{ createEvent: { id: string } }>(
      `mutation ($input: CreateEventInput!) { createEvent(input: $input) { id } }`,
      { input: { calendarId, title: TITLE, startsAt: new Date(start).toISOString(), endsAt: new Date(start + 3600_000).toISOString() } },
    );
    const { addReminder } = await cleo.client.ask<{ addReminder: { id: string; nextAt: string | null } }>(
      `mutation ($eventId: ID!, $minutes: Int!) {
        addReminder(input: { eventId: $eventId, minutesBefore: $minutes, channels: [IN_APP, EMAIL] }) { id nextAt }
      }`,
      { eventId: createEvent.id, minutes: MINUTES_BEFORE },
    );
    if (addReminder.nextAt !== null && new Date(addReminder.nextAt).getTime() === due) return due;
    expect(Date.now() >= due, 'the reminder to know its moment');
  }
  throw new Error('A reminder could not be added before it was due.');
}
