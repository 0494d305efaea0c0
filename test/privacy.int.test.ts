import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '../platform/testing/until.js';
import { dataOf, openDoor, type Door, type Listening, type Person } from './support/door.js';
import { readOwnFields } from './support/own-fields.js';

const OWN = readOwnFields();
const PERSON = `fragment Person on User { userId: id username fullName ${OWN.map(({ selection }) => selection).join(' ')} }`;
const CHANGE = `cursor actor { ...Person } calendar { owner { ...Person } members(first: 2) { edges { node { user { ...Person } } } } } event { organizer { ...Person } }`;

/** Every `User` in an answer, wherever it stands. */
type Seen = Record<string, unknown> & { userId: string };
function peopleIn(answer: unknown): Seen[] {
  if (Array.isArray(answer)) return answer.flatMap(peopleIn);
  if (typeof answer !== 'object' || answer === null) return [];
  const below = Object.values(answer).flatMap(peopleIn);
  return 'userId' in answer ? [answer as Seen, ...below] : below;
}
const shownOf = (person: Seen): string[] => OWN.flatMap(({ name }) => (person[name] === null ? [] : [name]));

/** What may be null to its owner too: nothing has happened yet. */
const MAY_BE_EMPTY = ['lastLoginAt'];

let door: Door;
let ada: Person;
let bob: Person;
let place: { calendarId: string; eventId: string; occurrenceId: string; code: string };
let listening: { socket: Listening; heard: Record<string, unknown[]> };

beforeAll(async () => {
  door = await openDoor();
  ada = await door.register('ada', 'ORGANIZER');
  bob = await door.register('bob');
  place = await givenPlace();
  const socket = door.connect(bob.accessToken);
  const { calendarId, eventId } = place;
  listening = {
    socket,
    heard: {
      calendarChanged: socket.listen(`subscription { calendarChanged(calendarId: "${calendarId}") { ${CHANGE} } } ${PERSON}`),
      agendaChanged: socket.listen(`subscription { agendaChanged { ${CHANGE} } } ${PERSON}`),
      eventChanged: socket.listen(`subscription { eventChanged(eventId: "${eventId}") { ${CHANGE} } } ${PERSON}`),
      bookingChanged: socket.listen(`subscription { bookingChanged { booking { user { ...Person } event { organizer { ...Person } } tickets { holder { ...Person } } } } } ${PERSON}`),
      notificationReceived: socket.listen(`subscription { notificationReceived { notification { actor { ...Person } event { organizer { ...Person } } } } } ${PERSON}`),
    },
  };
  await until('all subscriptions are under way', async () =>
    (await (await fetch(`${door.convene.url}/metrics`)).text()).includes(`gateway_subscriptions ${String(Object.keys(listening.heard).length)}\n`),
  );
  await asAda(`mutation ($id: ID!) { updateEvent(id: $id, input: { title: "Moved" }) { __typename } }`, { id: eventId });
  await act(bob, `mutation ($id: ID!) { book(input: { occurrenceId: $id }) { ... on Booking { id } } }`, { id: place.occurrenceId });
});
afterAll(() => door.stop());

const act = async (person: Person, query: string, variables: object = {}): Promise<Record<string, never>> => {
  const answer = await door.ask(query, variables, person.accessToken);
  if (answer.codes.length > 0) throw new Error(`${query} answered ${answer.codes.join(', ')}`);
  return answer.data ?? {};
};
const asAda = (query: string, variables: object = {}) => act(ada, query, variables);

/** A public calendar of Ada's, with an event in it, in which Bob is a viewer. */
async function givenPlace(): Promise<typeof place> {
  const calendar = await door.ask(`mutation { createCalendar(input: { name: "Talks", timeZone: "UTC", visibility: PUBLIC }) { id } }`, {}, ada.accessToken);
  const calendarId = dataOf<{ id: string }>(calendar, 'createCalendar').id;
  const at = (hours: number): string => new Date(door.clock.now().getTime() + hours * 3_600_000).toISOString();
  const input = { calendarId, title: 'A talk', startsAt: at(24), endsAt: at(25), capacity: 5 };
  const made = await door.ask(`mutation ($input: CreateEventInput!) { createEvent(input: $input) { id nextOccurrence { id } } }`, { input }, ada.accessToken);
  const event = dataOf<{ id: string; nextOccurrence: { id: string } }>(made, 'createEvent');
  const invited = await door.ask(`mutation ($id: ID!) { createCalendarInvite(input: { calendarId: $id }) { code } }`, { id: calendarId }, ada.accessToken);
  const { code } = dataOf<{ code: string }>(invited, 'createCalendarInvite');
  await act(bob, `mutation ($code: String!) { joinCalendar(code: $code) { id } }`, { code });
  return { calendarId, eventId: event.id, occurrenceId: event.nextOccurrence.id, code };
}

/** The ways in which one person comes upon another, each as a query. */
const WAYS = {
  user: () => `{ user(id: "${ada.id}") { ...Person } }`,
  userByUsername: () => `{ userByUsername(username: "ADA") { ...Person } }`,
  'Event.organizer': () => `{ event(id: "${place.eventId}") { organizer { ...Person } } }`,
  'Event.organizer in a list': () => `{ events(first: 2) { edges { node { organizer { ...Person } calendar { owner { ...Person } } } } } }`,
  'Occurrence.event.organizer': () => `{ occurrence(id: "${place.occurrenceId}") { event { organizer { ...Person } } } }`,
  'Calendar.owner and members': () => `{ calendar(id: "${place.calendarId}") { owner { ...Person } members(first: 2) { edges { node { user { ...Person } } } } } }`,
  'the calendars of oneself': () => `{ me { calendars { owner { ...Person } members(first: 2) { edges { node { user { ...Person } } } } } } }`,
  'CalendarInvitePreview.invitedBy': () => `{ calendarInvite(code: "${place.code}") { invitedBy { ...Person } } }`,
  'the bookings of oneself': () => `{ me { bookings(first: 2) { edges { node { event { organizer { ...Person } } } } } } }`,
};

describe('what is a person’s own', () => {
  it('is marked so in the contract, in three subgraphs and more', () => {
    expect(OWN.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['email', 'emailVerified', 'role', 'active', 'timeZone', 'locale', 'lastLoginAt', 'twoFactorEnabled', 'sessions', 'accessTokens', 'securityLog', 'calendars', 'bookings', 'notifications', 'unreadNotificationCount', 'reminders']),
    );
  });

  it.each(Object.keys(WAYS) as (keyof typeof WAYS)[])('reads null to another person: %s', async (way) => {
    const { data } = await door.ask(`${WAYS[way]()} ${PERSON}`, {}, bob.accessToken);
    const others = peopleIn(data).filter(({ userId }) => userId === ada.id);
    expect(others.length).toBeGreaterThan(0);
    for (const person of others) expect([person['username'], shownOf(person)]).toEqual(['ada', []]);
  });

  it.each(Object.keys(WAYS) as (keyof typeof WAYS)[])('is read by its person by the same way: %s', async (way) => {
    if (way === 'the bookings of oneself') return;
    const { data } = await door.ask(`${WAYS[way]()} ${PERSON}`, {}, ada.accessToken);
    const [self] = peopleIn(data).filter(({ userId }) => userId === ada.id);
    expect(self && shownOf(self)).toEqual(OWN.map(({ name }) => name).filter((name) => !MAY_BE_EMPTY.includes(name) || self?.[name] !== null));
  });

  it('reads null to whoever runs the event that the person has booked', async () => {
    const seats = `bookings(first: 2) { edges { node { user { ...Person } tickets { holder { ...Person } } } } }`;
    const { data } = await door.ask(`{ event(id: "${place.eventId}") { ${seats} } } ${PERSON}`, {}, ada.accessToken);
    const booked = peopleIn(data).filter(({ userId }) => userId === bob.id);
    expect(booked).toHaveLength(2);
    for (const person of booked) expect(shownOf(person)).toEqual([]);
  });

  it('reads null in what is told live, to each who listens', async () => {
    for (const [subscription, heard] of Object.entries(listening.heard)) {
      await until(`${subscription} has told of Ada`, () => peopleIn(heard).some(({ userId }) => userId === ada.id));
      for (const person of peopleIn(heard)) {
        const shown = shownOf(person);
        expect([subscription, person['username'], shown.length > 0]).toEqual([subscription, person['username'], person.userId === bob.id]);
      }
    }
  });

  it('reads null in the inbox of who was told', async () => {
    const inbox = `{ me { notifications(first: 5) { edges { node { actor { ...Person } } } } } } ${PERSON}`;
    const actors = await until('Bob was told of what Ada did', async () => {
      const found = peopleIn((await door.ask(inbox, {}, bob.accessToken)).data).filter(({ userId }) => userId === ada.id);
      return found.length > 0 && found;
    });
    for (const person of actors) expect(shownOf(person)).toEqual([]);
  });

  it('reads null to nobody in particular, who may see no more than that there is somebody', async () => {
    const { data } = await door.ask(`{ event(id: "${place.eventId}") { organizer { ...Person } } } ${PERSON}`);
    for (const person of peopleIn(data)) expect(shownOf(person)).toEqual([]);
    expect((await door.ask(`${WAYS.user()} ${PERSON}`)).codes).toContain('UNAUTHENTICATED');
  });

  it('reads null to a script of its own person, apart from what its scopes open', async () => {
    const made = await door.ask(`mutation { createAccessToken(input: { name: "r", scopes: [CALENDAR_READ] }) { secret } }`, {}, ada.accessToken);
    const { secret } = dataOf<{ secret: string }>(made, 'createAccessToken');
    const [self] = peopleIn((await door.ask(`{ me { ...Person } } ${PERSON}`, {}, secret)).data);
    expect(self && shownOf(self)).toEqual(['calendars']);
  });

  it('is not reached by the ways that subgraphs have among themselves', async () => {
    const entities = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on User { id email } } }`;
    const refused = await door.ask(entities, { of: [{ __typename: 'User', id: ada.id }] }, bob.accessToken);
    expect([refused.data, refused.codes.length > 0]).toEqual([null, true]);
    expect((await door.ask('{ _service { sdl } }', {}, bob.accessToken)).codes).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    expect((await door.ask(`mutation ($u: ID!) { setUserRole(userId: $u, role: ADMIN) { ...Person } } ${PERSON}`, { u: ada.id }, bob.accessToken)).codes).toEqual(['FORBIDDEN']);
    expect((await door.ask(`{ users { edges { node { ...Person } } } } ${PERSON}`, {}, bob.accessToken)).codes).toEqual(['FORBIDDEN']);
  });
});
