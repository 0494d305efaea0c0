import type { PublicClient } from './public-client.js';

/** Who makes the event, who is reminded, and of what. */
export interface DueReminder {
  readonly organizer: PublicClient;
  readonly reminded: PublicClient;
  readonly calendarId: string;
  readonly title: string;
  readonly channels: readonly string[];
}

const MINUTES_BEFORE = 60;
/** Seconds until the reminder is due; a busy machine that has not added it by then gets the longer time. */
const LEADS = [3, 15];

/**
 * Makes an event in an hour and a few seconds, and a reminder for an hour before. Answers with the moment at which that is
 * due, in Unix milliseconds.
 */
export async function addDueReminder({ organizer, reminded, calendarId, title, channels }: DueReminder): Promise<number> {
  for (const lead of LEADS) {
    const due = (Math.ceil(Date.now() / 1000) + lead) * 1000;
    const start = due + MINUTES_BEFORE * 60_000;
    const { createEvent } = await organizer.ask<{ createEvent: { id: string } }>(
      `mutation ($input: CreateEventInput!) { createEvent(input: $input) { id } }`,
      { input: { calendarId, title, startsAt: new Date(start).toISOString(), endsAt: new Date(start + 3600_000).toISOString() } },
    );
    const { addReminder } = await reminded.ask<{ addReminder: { nextAt: string | null } }>(
      `mutation ($input: AddReminderInput!) { addReminder(input: $input) { nextAt } }`,
      { input: { eventId: createEvent.id, minutesBefore: MINUTES_BEFORE, channels } },
    );
    if (addReminder.nextAt !== null && new Date(addReminder.nextAt).getTime() === due) return due;
    if (Date.now() < due) throw new Error(`The reminder is due at ${String(addReminder.nextAt)}, not at ${new Date(due).toISOString()}.`);
  }
  throw new Error('A reminder could not be added before it was due.');
}
