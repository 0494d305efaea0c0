import type { Clock } from '../../../platform/clock.js';
import { alarmKey, askFrom, nextAlarm, type Alarm } from '../domain/next-alarm.js';
import type { Person } from '../domain/person.js';
import type { Reminder } from '../domain/reminder.js';
import type { EventQuestions, RemindedEvent } from '../messaging/ask-event.js';
import type { PeopleOf } from '../messaging/people.js';
import type { Stores } from './ports.js';

/** A reminder's next moment, from what everybody says now. */
export interface Outlook {
  readonly person: Person;
  /** Null when the person may not see the event. */
  readonly event: RemindedEvent | null;
  readonly alarm: Alarm | null;
}

export interface LookAheadGiven {
  readonly clock: Clock;
  readonly stores: Stores;
  readonly events: Pick<EventQuestions, 'eventFrom'>;
  readonly peopleOf: PeopleOf;
}

/** Occurrences are asked for in pages of 50; past so many none is to be found. */
const PAGES = 20;

/**
 * Asks for everything that a reminder hangs on, as its person.
 * @throws CallerError when the event subgraph can't answer: the plan then stays as it is.
 */
export async function lookAhead(given: LookAheadGiven, reminder: Reminder): Promise<Outlook> {
  const { clock, stores, events, peopleOf } = given;
  const person = (await peopleOf([reminder.userId])).get(reminder.userId);
  if (!person) throw new Error('peopleOf left somebody out.');
  const now = clock.now();
  const from = askFrom({ ...reminder, now });
  let after: string | null = null;
  for (let page = 1; ; page += 1) {
    const event: RemindedEvent | null = await events.eventFrom(reminder.userId, reminder.eventId, from, after);
    if (event === null || event.cancelled) return { person, event, alarm: null };
    const reminded = await stores.notifications.reminded(reminder.id, event.occurrences.map((occurrence) => occurrence.id));
    const alarm = nextAlarm(event.occurrences, {
      minutesBefore: reminder.minutesBefore,
      armedFrom: reminder.armedFrom,
      eventZone: event.timeZone,
      personZone: person.timeZone,
      now,
      sent: new Set(reminded.map((one) => alarmKey(one.occurrenceId, one.startsAt))),
    });
    if (alarm !== null || event.next === null || page === PAGES) return { person, event, alarm };
    after = event.next;
  }
}
