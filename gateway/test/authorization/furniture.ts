import { until } from '../../../platform/testing/until.js';
import type { Door } from './door.js';
import type { Holder } from './vocabulary.js';

/** Everybody's. */
export const PASSWORD = 'correct horse battery staple';

const DAY = 86_400_000;
const at = (days: number): string => new Date(Date.now() + days * DAY).toISOString();

/** An event with everything that an event can have: three weekly times, a week from now. */
export const newEvent = (calendarId: string, title: string, visibility: string): Record<string, unknown> => ({
  calendarId,
  title,
  visibility,
  description: 'A description.',
  location: { name: 'Hall', address: 'Street 1', latitude: 52.5, longitude: 13.4 },
  joinUrl: 'https://meet.example/room',
  startsAt: `${at(7).slice(0, 10)}T18:00:00Z`,
  endsAt: `${at(7).slice(0, 10)}T20:00:00Z`,
  timeZone: 'Europe/Berlin',
  recurrence: { rule: 'FREQ=WEEKLY;COUNT=3' },
  tags: ['tag'],
  capacity: 50,
  price: { amount: 1250, currency: 'EUR' },
});

/** Calendars, events, bookings, reminders, notices. The names are those that documents use. */
export async function furnish(door: Door, tokens: Record<Holder, string>): Promise<Record<string, string>> {
  const { organizer, member } = tokens;
  const ids: Record<string, string> = { from: at(0), to: at(60), soon: at(30), password: PASSWORD, ics: FILE };
  await door.demand(member, 'mutation { updateProfile(input: { avatarUrl: "https://example.org/me.png" }) { id } }');
  ids['spareSession'] = await openSession(door, member, 'member');
  ids['spareCalendar'] = await makeCalendar(door, organizer, 'PRIVATE', member);
  for (const [name, visibility, role] of [['hall', 'UNLISTED', 'VIEWER'], ['room', 'PRIVATE', 'VIEWER'], ['blurred', 'PRIVATE', 'FREE_BUSY']] as const) {
    const id = await makeCalendar(door, organizer, visibility, member, role);
    ids[name] = id;
    for (const token of [organizer, member]) {
      await door.demand(token, 'mutation ($id: ID!) { updateMyCalendar(calendarId: $id, input: { color: "#123456", hidden: false }) { id } }', { id });
    }
  }
  const { me } = await door.demand(member, '{ me { bookings { changeCursor } notifications { changeCursor } } }');
  Object.assign(ids, { bookingsCursor: me.bookings.changeCursor, inboxCursor: me.notifications.changeCursor });

  for (const [name, calendarName, title, visibility] of [
    ['party', 'hall', 'Garden party', 'UNLISTED'],
    ['meeting', 'room', 'Quarterly meeting', 'PRIVATE'],
    ['surgery', 'blurred', 'Surgery', 'PRIVATE'],
  ] as const) {
    const { createEvent } = await door.demand(
      organizer,
      'mutation ($input: CreateEventInput!) { createEvent(input: $input) { id occurrences(first: 3) { edges { node { id } } } } }',
      { input: newEvent(ids[calendarName] ?? '', title, visibility) },
    );
    const { id, occurrences } = createEvent as { id: string; occurrences: { edges: { node: { id: string } }[] } };
    ids[name] = id;
    occurrences.edges.forEach(({ node }, index) => (ids[`${name}Time${index === 0 ? '' : String(index + 1)}`] = node.id));
  }
  const { calendar } = await door.demand(member, 'query ($hall: ID!) { calendar(id: $hall) { changeCursor } }', ids);
  const { agenda } = await door.demand(organizer, 'query ($from: DateTime!, $to: DateTime!) { agenda(from: $from, to: $to) { changeCursor } }', ids);
  Object.assign(ids, { hallCursor: calendar.changeCursor, agendaCursor: agenda.changeCursor });
  await stir(door, organizer, ids['party'] ?? '');
  const { id, code } = await invite(door, organizer, ids['room'] ?? '');
  Object.assign(ids, { invite: id, inviteCode: code });
  ids['booking'] = await book(door, member, ids['partyTime'] ?? '');
  ids['meetingBooking'] = await book(door, member, ids['meetingTime'] ?? '');
  ids['reminder'] = await remind(door, member, ids['party'] ?? '');
  await remind(door, member, ids['meeting'] ?? '');
  return { ...ids, ...(await notify(door, tokens, ids)) };
}

const FILE = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test', 'END:VCALENDAR', ''].join('\r\n');

/** Signs in once more; answers with the new session's id. */
export async function openSession(door: Door, token: string, username: string): Promise<string> {
  const sessions = async (): Promise<string[]> => {
    const { me } = await door.demand(token, '{ me { sessions { id } } }');
    return (me as { sessions: { id: string }[] }).sessions.map(({ id }) => id);
  };
  const before = await sessions();
  await door.demand(null, 'mutation ($input: LoginInput!) { login(input: $input) { expiresIn } }', { input: { identifier: username, password: PASSWORD } });
  return (await sessions()).find((id) => !before.includes(id)) ?? '';
}

/** A calendar of the owner's, which a member has joined. */
export async function makeCalendar(door: Door, owner: string, visibility: string, member: string, role = 'VIEWER'): Promise<string> {
  const { createCalendar } = await door.demand(owner, 'mutation ($input: CreateCalendarInput!) { createCalendar(input: $input) { id } }', {
    input: { name: 'A calendar', description: 'A description.', color: '#abcdef', timeZone: 'Europe/Berlin', visibility },
  });
  const id = createCalendar.id as string;
  const { code } = await invite(door, owner, id, role);
  await door.demand(member, 'mutation ($code: String!) { joinCalendar(code: $code) { id } }', { code });
  return id;
}

/** A link into a calendar. */
export async function invite(door: Door, owner: string, calendarId: string, role = 'VIEWER'): Promise<{ id: string; code: string }> {
  const { createCalendarInvite } = await door.demand(
    owner,
    'mutation ($input: CreateCalendarInviteInput!) { createCalendarInvite(input: $input) { id code } }',
    { input: { calendarId, role } },
  );
  return createCalendarInvite as { id: string; code: string };
}

/** A seat at one time; answers with the booking's id. */
export async function book(door: Door, token: string, occurrenceId: string): Promise<string> {
  const { book: booked } = await door.demand(
    token,
    'mutation ($id: ID!) { book(input: { occurrenceId: $id }) { ... on Booking { id } ... on BookingRefused { reason } } }',
    { id: occurrenceId },
  );
  return booked.id as string;
}

let changes = 0;
/** Changes an event, so that everybody hears of it. */
export async function stir(door: Door, runner: string, eventId: string): Promise<void> {
  changes += 1;
  await door.demand(runner, 'mutation ($id: ID!, $tags: [String!]) { updateEvent(id: $id, scope: ALL, input: { tags: $tags }) { event { id } } }', {
    id: eventId,
    tags: ['tag', `tag ${String(changes)}`],
  });
}

let minutes = 10;
/** A reminder of an event, at minutes that no other has; answers with its id. */
export async function remind(door: Door, token: string, eventId: string): Promise<string> {
  minutes += 1;
  const { addReminder } = await door.demand(
    token,
    'mutation ($input: AddReminderInput!) { addReminder(input: $input) { id } }',
    { input: { eventId, minutesBefore: minutes } },
  );
  return addReminder.id as string;
}

interface Notice {
  id: string;
  kind: string;
  deliveries: { id: string; channel: string; status: string }[];
}

/** The organizer cancels an event that the member has booked, who is told in the inbox and by mail. */
async function notify(door: Door, { organizer, member }: Record<Holder, string>, ids: Record<string, string>): Promise<Record<string, string>> {
  const { createEvent } = await door.demand(
    organizer,
    'mutation ($input: CreateEventInput!) { createEvent(input: $input) { id occurrences(first: 1) { edges { node { id } } } } }',
    { input: newEvent(ids['hall'] ?? '', 'Rained off', 'UNLISTED') },
  );
  const cancelledBooking = await book(door, member, createEvent.occurrences.edges[0].node.id as string);
  await remind(door, member, createEvent.id as string);
  await door.demand(organizer, 'mutation ($id: ID!) { cancelEvent(id: $id, scope: ALL, reason: "Rain.") { event { id } } }', { id: createEvent.id as string });
  const notice = await until('the notice, sent by mail', async () => {
    const { me } = await door.demand(member, '{ me { notifications { edges { node { id kind deliveries { id channel status } } } } } }');
    const all = (me as { notifications: { edges: { node: Notice }[] } }).notifications.edges.map(({ node }) => node);
    return all.find(({ kind, deliveries }) => kind === 'EVENT_CANCELLED' && deliveries.some(({ channel, status }) => channel === 'EMAIL' && status === 'SENT'));
  });
  return { notice: notice.id, delivery: notice.deliveries.find(({ channel }) => channel === 'EMAIL')?.id ?? '', cancelledBooking };
}
