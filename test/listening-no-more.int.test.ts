import { describe, expect, it } from '@jest/globals';
import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import { createPublicClient, type PublicClient } from '../demo/public-client.js';
import { describeWithRedis } from '../platform/testing/redis.js';
import { until } from '../platform/testing/until.js';
import { startConveneHere } from './support/convene-here.js';
import { startPartsHere } from './support/parts-here.js';

interface Running {
  readonly url: string;
  stop(): Promise<void>;
}

const startInOneProcess = (): Promise<Running> => startConveneHere({ AUTH_RATE_LIMIT: '1000' });

interface Heard {
  readonly messages: { readonly data?: unknown; readonly errors?: readonly { readonly extensions?: { readonly code?: string } }[] }[];
  complete: boolean;
}

function listen(client: Client, query: string): Heard {
  const heard: Heard = { messages: [], complete: false };
  client.subscribe({ query }, {
    next: (message) => heard.messages.push(message as Heard['messages'][number]),
    error: (error) => heard.messages.push({ errors: error as never }),
    complete: () => (heard.complete = true),
  });
  return heard;
}

/** A person with a token, who has registered. */
async function register(url: string, username: string) {
  const client = createPublicClient(url);
  const input = { username, email: `${username}@example.org`, fullName: username, password: 'a long password' };
  const { register: made } = await client.ask<{ register: { accessToken: string; user: { id: string } } }>(
    'mutation ($input: RegisterInput!) { register(input: $input) { accessToken user { id } } }',
    { input },
  );
  client.signIn(made.accessToken);
  return { ...client, id: made.user.id, token: made.accessToken };
}

const NOT_FOUND = [{ extensions: { code: 'NOT_FOUND' } }];

async function takeAndGiveBack(client: PublicClient, occurrenceId: string): Promise<void> {
  const { book } = await client.ask<{ book: { id: string } }>('mutation ($id: ID!) { book(input: { occurrenceId: $id }) { ... on Booking { id } } }', { id: occurrenceId });
  await client.ask('mutation ($id: ID!) { cancelBooking(id: $id) { id } }', book);
}

async function removeWhoListens({ url }: Running): Promise<void> {
  const [ann, ben] = [await register(url, 'ann'), await register(url, 'ben')];
  const { createCalendar } = await ann.ask<{ createCalendar: { id: string } }>('mutation { createCalendar(input: { name: "Choir", timeZone: "Europe/Berlin" }) { id } }');
  const { createCalendarInvite } = await ann.ask<{ createCalendarInvite: { code: string } }>(
    'mutation ($id: ID!) { createCalendarInvite(input: { calendarId: $id }) { code } }',
    createCalendar,
  );
  await ben.ask('mutation ($code: String!) { joinCalendar(code: $code) { id } }', createCalendarInvite);
  const startsAt = new Date(Date.now() + 86_400_000).toISOString();
  const endsAt = new Date(Date.now() + 90_000_000).toISOString();
  const { createEvent } = await ann.ask<{ createEvent: { id: string; occurrences: { edges: { node: { id: string } }[] } } }>(
    'mutation ($input: CreateEventInput!) { createEvent(input: $input) { id occurrences { edges { node { id } } } } }',
    { input: { calendarId: createCalendar.id, title: 'Rehearsal', startsAt, endsAt, capacity: 5, visibility: 'PRIVATE' } },
  );
  const occurrenceId = createEvent.occurrences.edges[0]?.node.id ?? '';

  const socket = createClient({ url: `${url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket, retryAttempts: 0, connectionParams: { authorization: `Bearer ${ben.token}` } });
  const seats = listen(socket, `subscription { availabilityChanged(occurrenceId: "${occurrenceId}") { seatsAvailable } }`);
  await until('the seats are told', () => seats.messages.length === 1);
  const calendar = listen(socket, `subscription { calendarChanged(calendarId: "${createCalendar.id}") { kind event { title } } }`);
  const event = listen(socket, `subscription { eventChanged(eventId: "${createEvent.id}") { kind event { title } } }`);
  const agenda = listen(socket, 'subscription { agendaChanged { kind } }');
  const rename = (title: string) =>
    ann.ask('mutation ($id: ID!, $title: String!) { updateEvent(id: $id, scope: ALL, input: { title: $title }) { event { id } } }', { id: createEvent.id, title });
  // Each begins at the end as it then is: changes come until all listen.
  for (let n = 1; [calendar, event, agenda].some(({ messages }) => messages.length === 0); n += 1) await rename(`Rehearsal ${String(n)}`);

  await ann.ask('mutation ($calendarId: ID!, $userId: ID!) { removeCalendarMember(calendarId: $calendarId, userId: $userId) { id } }', {
    calendarId: createCalendar.id,
    userId: ben.id,
  });
  // Whoever watches seats is looked at again whenever these change, once booking has heard of it.
  while (!seats.complete) await takeAndGiveBack(ann, occurrenceId);
  await until('all three are complete', () => calendar.complete && event.complete);
  expect(calendar.messages.at(-1)).toMatchObject({ data: null, errors: NOT_FOUND });
  expect(event.messages.at(-1)).toMatchObject({ data: null, errors: NOT_FOUND });
  expect(seats.messages.at(-1)).toMatchObject({ data: null, errors: NOT_FOUND });
  // The agenda is of those calendars that are left.
  await until('the agenda tells it', () => JSON.stringify(agenda.messages.at(-1)).includes('MEMBERS_CHANGED'));
  expect(agenda.messages.every(({ errors }) => errors === undefined)).toBe(true);
  expect(agenda.complete).toBe(false);

  const owner = createClient({ url: `${url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket, retryAttempts: 0, connectionParams: { authorization: `Bearer ${ann.token}` } });
  const own = listen(owner, `subscription { calendarChanged(calendarId: "${createCalendar.id}") { kind } }`);
  for (let n = 1; own.messages.length === 0; n += 1) await rename(`Concert ${String(n)}`);
  await ann.ask('mutation ($id: ID!) { deleteCalendar(id: $id) { deletedId } }', { id: createCalendar.id });
  await until('it is complete', () => own.complete);
  expect(own.messages.at(-1)).toEqual({ data: { calendarChanged: { kind: 'CALENDAR_DELETED' } } });
  await Promise.all([socket.dispose(), owner.dispose(), ann.close(), ben.close()]);
}

describe('who is removed from a calendar', () => {
  it('is told so by each subscription that ends, and nothing ends for who stays', async () => {
    const running = await startInOneProcess();
    await removeWhoListens(running).finally(() => running.stop());
  }, 60_000);
});

describeWithRedis('who is removed from a calendar, with a process for each part', () => {
  it('is told the same', async () => {
    const running = await startPartsHere();
    await removeWhoListens(running).finally(() => running.stop());
  }, 60_000);
});
