import { createPublicClient } from '../public-client.js';
import { CALENDAR_CHANGED } from './calendar.js';
import { begun, expect, type CalendarChangeHeard, type Journey } from './journey-state.js';
import { login } from './people.js';

/** Who comes back with the first cursor hears everything since, in the same order. */
export async function resumeByCursor(journey: Journey): Promise<void> {
  const { heard } = begun(journey.benHears);
  const [first, ...rest] = heard;
  expect(first !== undefined && rest.length >= 3, 'something to have happened since');
  begun(journey.benHears).stop();
  const resumed = await journey.ben.client.listen<CalendarChangeHeard>(CALENDAR_CHANGED, {
    calendarId: journey.calendarId,
    after: first.calendarChanged.cursor,
  });
  const last = rest.at(-1)?.calendarChanged.cursor;
  await resumed.next('the last change again', ({ calendarChanged: { cursor } }) => cursor === last);
  const cursors = (messages: readonly CalendarChangeHeard[]): string => messages.map(({ calendarChanged: { cursor } }) => cursor).join();
  expect(cursors(resumed.heard.slice(0, rest.length)) === cursors(rest), 'the same changes in the same order');
  resumed.stop();
}

interface Kept {
  me: {
    bookings: { edges: { node: { id: string; status: string } }[] };
    notifications: { edges: { node: { kind: string } }[] };
    reminders: { edges: { node: { minutesBefore: number } }[] };
  };
  calendar: { name: string; myRole: string; members: { totalCount: number }; events: { edges: { node: { title: string; status: string } }[] } };
  event: { title: string; occurrences: { edges: { node: { id: string; seatsAvailable: number } }[] } };
}

/** Signs in anew and finds everything as it was left; also after the server was killed and started again. */
export async function readEverything(journey: Journey): Promise<void> {
  const { cleo } = journey;
  await cleo.client.close();
  cleo.client = createPublicClient(journey.url);
  await login(cleo);
  const { me, calendar, event } = await cleo.client.ask<Kept>(
    `query ($calendarId: ID!, $eventId: ID!) {
      me {
        bookings { edges { node { id status } } }
        notifications { edges { node { kind } } }
        reminders { edges { node { minutesBefore } } }
      }
      calendar(id: $calendarId) { name myRole members { totalCount } events { edges { node { title status } } } }
      event(id: $eventId) { title occurrences { edges { node { id seatsAvailable } } } }
    }`,
    { calendarId: journey.calendarId, eventId: journey.eventId },
  );
  const booking = me.bookings.edges.find(({ node }) => node.id === journey.cleoBookingId);
  expect(booking?.node.status === 'CONFIRMED', 'the booking to stand');
  const kinds = me.notifications.edges.map(({ node }) => node.kind);
  expect(kinds.includes('EVENT_REMINDER') && kinds.includes('WAITLIST_OFFERED'), 'the inbox to be kept');
  expect(me.reminders.edges.length === 1, 'the reminder to be kept');
  expect(calendar.myRole === 'VIEWER' && calendar.members.totalCount === 3, 'the members to be kept');
  expect(calendar.events.edges.length === 3, 'all three events to be kept');
  expect(event.title === journey.eventTitle, 'the title to be the last one');
  const seats = event.occurrences.edges.map(({ node }) => node.seatsAvailable);
  expect(seats.join() === '0,0,1', `seats 0, 0 and 1 rather than ${seats.join()}`);
}
