import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Convene } from '../../../convene.js';
import { startConveneHere } from '../../../test/support/convene-here.js';
import { openDoor, type Door } from '../authorization/door.js';

let convene: Convene;
let door: Door;
let token: string;
let calendarId: string;
let eventId: string;

beforeAll(async () => {
  convene = await startConveneHere();
  door = openDoor(convene.url);
  const { register } = await door.demand(
    null,
    'mutation { register(input: { username: "ada", email: "ada@example.org", fullName: "Ada", password: "correct horse battery" }) { accessToken } }',
  );
  token = register.accessToken as string;
  ({ calendarId } = await door.demand(token, 'mutation { made: createCalendar(input: { name: "Room", visibility: UNLISTED }) { id } }').then(({ made }) => ({ calendarId: made.id as string })));
  const input = { calendarId, title: 'Event', startsAt: '2036-12-01T10:00:00Z', endsAt: '2036-12-01T11:00:00Z' };
  const { createEvent } = await door.demand(token, 'mutation ($input: CreateEventInput!) { createEvent(input: $input) { id } }', { input });
  eventId = createEvent.id as string;
});
afterAll(async () => {
  await door.close();
  await convene.stop();
});

const NAMES = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', 'then'];

/** Data as text: a key such as __proto__ is lost on most ways to look at an object. */
const overHttp = async (query: string): Promise<string> => JSON.stringify((await door.ask(token, query)).data);
const overSocket = async (query: string): Promise<string> => {
  const { first, stop } = door.listen(token, query);
  const { data } = await first;
  stop();
  return JSON.stringify(data);
};

describe.each([
  ['HTTP', overHttp],
  ['a socket', overSocket],
])('names that JavaScript knows as well, over %s', (_way, ask) => {
  it.each(NAMES)('give right data at the root, below it and across subgraphs: %s', async (name) => {
    const query = `{
      ${name}: event(id: "${eventId}") { ${name}: title organizer { ${name}: username } }
      event(id: "${eventId}") { ${name}: organizer { ${name}: username bookings(first: 1) { ${name}: totalCount } } page: occurrences(first: 1) { ${name}: edges { ${name}: node { ${name}: seatsTaken } } } }
    }`;
    expect(await ask(query)).toBe(
      `{"${name}":{"${name}":"Event","organizer":{"${name}":"ada"}},` +
        `"event":{"${name}":{"${name}":"ada","bookings":{"${name}":0}},"page":{"${name}":[{"${name}":{"${name}":0}}]}}}`,
    );
  });

  it.each(NAMES)('work in mutations: %s', async (name) => {
    expect(await ask(`mutation { ${name}: updateCalendar(id: "${calendarId}", input: { name: "Room" }) { ${name}: owner { ${name}: username } } }`)).toBe(
      `{"${name}":{"${name}":{"${name}":"ada"}}}`,
    );
  });

  it('leave the next request unhurt', async () => {
    expect(await ask(`{ me { username } event(id: "${eventId}") { organizer { username } } nothing: calendar(id: "none") { name } }`)).toBe(
      '{"me":{"username":"ada"},"event":{"organizer":{"username":"ada"}},"nothing":null}',
    );
    expect(({} as Record<string, unknown>)['username']).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});

it('takes variables, operations and fragments of such names', async () => {
  const query = `query constructor($__proto__: ID!, $constructor: Int!) { event(id: $__proto__) { ...toString } }
    fragment toString on Event { page: occurrences(first: $constructor) { edges { cursor } } title }`;
  const { data, errors } = await door.ask(token, query, JSON.parse(`{"__proto__":"${eventId}","constructor":1}`) as Record<string, unknown>);
  expect([data?.['event'], errors]).toMatchObject([{ title: 'Event', page: { edges: [{}] } }, undefined]);
});
