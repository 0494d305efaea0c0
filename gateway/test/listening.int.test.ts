import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Registry } from 'prom-client';
import type { Convene } from '../../convene.js';
import { createPublicClient, type PublicClient } from '../../demo/public-client.js';
import { until } from '../../platform/testing/until.js';
import { startConveneHere } from '../../test/support/convene-here.js';
import { listenBarely, valueOf, type BareListener } from './support/listeners.js';

/** Milliseconds within which a stream ends that may not go on. */
const SOON = 2000;
const PASSWORD = 'The tide waits for nobody 7';

interface Person {
  readonly id: string;
  readonly token: string;
  readonly client: PublicClient;
}

const metrics = new Registry();
let convene: Convene;
let ada: Person;
let ben: Person;
beforeAll(async () => {
  convene = await startConveneHere({}, { metrics });
  [ada, ben] = await Promise.all([register('ada'), register('ben')]);
});
afterAll(async () => {
  await Promise.all([ada, ben].map(({ client }) => client.close()));
  await convene.stop();
});

async function register(username: string): Promise<Person> {
  const client = createPublicClient(convene.url);
  const input = { username, email: `${username}@example.org`, fullName: username, password: PASSWORD, timeZone: 'Europe/Berlin' };
  const { register: session } = await client.ask<{ register: { accessToken: string; user: { id: string } } }>(
    'mutation ($input: RegisterInput!) { register(input: $input) { accessToken user { id } } }',
    { input },
  );
  client.signIn(session.accessToken);
  return { id: session.user.id, token: session.accessToken, client };
}

/** A calendar of Ada's with an event, on which Ben is a viewer. */
async function shareCalendar(): Promise<{ calendarId: string; eventId: string }> {
  const { createCalendar } = await ada.client.ask<{ createCalendar: { id: string } }>('mutation { createCalendar(input: { name: "Club", timeZone: "Europe/Berlin" }) { id } }');
  const calendarId = createCalendar.id;
  const { createCalendarInvite } = await ada.client.ask<{ createCalendarInvite: { code: string } }>(
    'mutation ($calendarId: ID!) { createCalendarInvite(input: { calendarId: $calendarId, role: VIEWER }) { code } }',
    { calendarId },
  );
  await ben.client.ask('mutation ($code: String!) { joinCalendar(code: $code) { id } }', createCalendarInvite);
  const from = Date.now() + 24 * 3600_000;
  const [startsAt, endsAt] = [new Date(from).toISOString(), new Date(from + 3600_000).toISOString()];
  const { createEvent } = await ada.client.ask<{ createEvent: { id: string } }>('mutation ($input: CreateEventInput!) { createEvent(input: $input) { id } }', {
    input: { calendarId, title: 'Evening', startsAt, endsAt, timeZone: 'Europe/Berlin', visibility: 'PRIVATE' },
  });
  return { calendarId, eventId: createEvent.id };
}

const calendarChanged = (calendarId: string, fields: string, after?: string): string =>
  `subscription { calendarChanged(calendarId: "${calendarId}"${after === undefined ? '' : `, after: "${after}"`}) { cursor ${fields} } }`;
const eventChanged = (eventId: string): string => `subscription { eventChanged(eventId: "${eventId}") { cursor kind } }`;

const subscriptions = (): Promise<number> => valueOf({ metrics }, 'gateway_subscriptions');
const listening = (count: number) => until(`${String(count)} listen`, async () => (await subscriptions()) === count);
const hasEnded = ({ received }: BareListener): boolean => received.some((text) => text.includes('"type":"complete"'));

describe('access that is taken away', () => {
  it('ends the streams of a calendar and of its events within two seconds', async () => {
    const { calendarId, eventId } = await shareCalendar();
    const listeners = await Promise.all([calendarChanged(calendarId, 'kind'), eventChanged(eventId)].map((query) => listenBarely(convene.url, ben.token, query)));
    await listening(2);
    await ada.client.ask('mutation ($calendarId: ID!, $userId: ID!) { removeCalendarMember(calendarId: $calendarId, userId: $userId) { id } }', { calendarId, userId: ben.id });
    await until('both have ended', () => listeners.every(hasEnded), SOON);
    listeners.forEach(({ socket }) => socket.terminate());
    await listening(0);
  });

  it('ends the streams of a session that is over within two seconds', async () => {
    const { calendarId } = await shareCalendar();
    const person = await register('cleo');
    const { closed } = await listenBarely(convene.url, person.token, 'subscription { agendaChanged { cursor } }');
    const other = await listenBarely(convene.url, ben.token, calendarChanged(calendarId, 'kind'));
    await listening(2);
    const begun = performance.now();
    await person.client.ask('mutation { logoutEverywhere { endedSessions } }');
    expect(await closed).toBe(4403);
    expect(performance.now() - begun).toBeLessThan(SOON);
    await listening(1);
    other.socket.terminate();
    await listening(0);
    await person.client.close();
  });
});

describe('a listener that stalls', () => {
  it('is closed with 4013, and goes on after its last cursor without a gap', async () => {
    const { calendarId, eventId } = await shareCalendar();
    const told = await listenBarely(convene.url, ada.token, calendarChanged(calendarId, 'kind'));
    const fat = Array.from({ length: 10 }, (_, n) => `d${String(n)}: event { description }`).join(' ');
    const slow = await listenBarely(convene.url, ben.token, calendarChanged(calendarId, fat));
    await listening(2);
    slow.socket.pause();
    let updates = 0;
    while ((await subscriptions()) === 2) {
      updates += 1;
      await ada.client.ask('mutation ($id: ID!, $text: String!) { updateEvent(id: $id, input: { description: $text }) { __typename } }', {
        id: eventId,
        text: `${String(updates)} `.padEnd(10_000, 'x'),
      });
    }
    slow.socket.resume();
    expect(await slow.closed).toBe(4013);
    expect(await valueOf({ metrics }, 'gateway_fell_behind_total')).toBe(1);

    await until('every change was told', () => told.received.length === updates);
    const all = cursorsOf(told);
    const early = cursorsOf(slow);
    expect(early.length).toBeLessThan(updates);
    const resumed = await listenBarely(convene.url, ben.token, calendarChanged(calendarId, 'kind', early.at(-1)));
    await until('the rest came', () => early.length + resumed.received.length >= updates);
    expect([...early, ...cursorsOf(resumed)]).toEqual(all);
    for (const { socket } of [told, resumed]) socket.terminate();
    await listening(0);
  });
});

function cursorsOf({ received }: BareListener): string[] {
  return received.flatMap((text) => {
    const { payload } = JSON.parse(text) as { payload?: { data?: { calendarChanged?: { cursor: string } } } };
    const cursor = payload?.data?.calendarChanged?.cursor;
    return cursor === undefined ? [] : [cursor];
  });
}
