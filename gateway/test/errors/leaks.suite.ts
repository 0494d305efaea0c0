import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { startConveneHere, type ConveneHere } from '../../../test/support/convene-here.js';
import { openDoor, type Door } from '../authorization/door.js';
import { writeDocuments } from './documents.js';
import { errorsOf, isIntrospected, leaksIn } from './leaks.js';

const PASSWORD = 'correct horse battery staple';
const AT_ONCE = 8;

/** Sends documents over HTTP and over a socket, in production, and looks at what answers tell. */
export function describeLeaks({ documents, seed }: { documents: number; seed: number }): void {
  let convene: ConveneHere;
  let door: Door;
  let token: string;
  let ids: string[];

  beforeAll(async () => {
    convene = await startConveneHere({ NODE_ENV: 'production', AUTH_RATE_LIMIT: '20', SMTP_URL: '' });
    door = openDoor(convene.url);
    ({ token, ids } = await furnish(door));
  });
  afterAll(async () => {
    await door.close();
    await convene.stop();
  });

  /** The body as it came. Half of the documents go over the socket, and two in three as somebody who is signed in. */
  const send = async (document: string, index: number): Promise<string> => {
    const who = index % 3 === 0 || /logout|deleteAccount|changePassword|setUserActive/i.test(document) ? null : token;
    if (index % 2 === 0) return post(convene.url, JSON.stringify({ query: document }), who);
    const { first, stop } = door.listen(who, document);
    const heard = await Promise.race([first, ...(document.startsWith('subscription') ? [door.silence(who)] : [])]);
    stop();
    return JSON.stringify(heard ?? {});
  };

  const sendAll = async (all: readonly string[]): Promise<{ document: string; body: string }[]> => {
    const answered: { document: string; body: string }[] = [];
    for (let from = 0; from < all.length; from += AT_ONCE) {
      const some = all.slice(from, from + AT_ONCE);
      const bodies = await Promise.all(some.map((document, index) => send(document, from + index)));
      some.forEach((document, index) => answered.push({ document, body: bodies[index] ?? '' }));
    }
    return answered;
  };

  const failures = (body: string): number => (errorsOf(body) ?? []).filter(({ extensions }) => extensions?.['code'] === 'INTERNAL_SERVER_ERROR').length;

  describe('what answers tell of us, in production', () => {
    it(`is nothing, over ${String(documents)} documents made of the schema, and none of them makes us fail`, async () => {
      const answered = await sendAll(writeDocuments(documents, seed, ids));
      const faults = answered.flatMap(({ document, body }) => leaksIn(body, document).map((leak) => ({ document, leak })));
      expect(faults).toEqual([]);
      expect(answered.filter(({ body }) => isIntrospected(body))).toEqual([]);
      expect(answered.filter(({ body }) => failures(body) > 0)).toEqual([]);
      // Else nothing was looked at.
      expect(answered.filter(({ body }) => (errorsOf(body) ?? []).length === 0).length).toBeGreaterThan(documents / 20);
    });

    it('is no hint, in the one refusal whose hint graphql-js always gives', async () => {
      expect(await post(convene.url, '{"query":"{ users }"}', null)).not.toContain('Did you mean');
      expect(JSON.stringify(await door.listen(null, '{ users }').first)).not.toContain('Did you mean');
    });

    it.each(['{ __schema { queryType { name } } }', '{ __type(name: "User") { name } }'])('is no schema, over HTTP and the socket: %s', async (query) => {
      expect(JSON.parse(await post(convene.url, JSON.stringify({ query }), token))).toEqual({ errors: expect.any(Array) });
      expect(await door.listen(token, query).first).toEqual({ errors: expect.any(Array) });
    });

    it.each(BODIES.map(([what, body, headers = {}]) => [what, body, headers] as const))('is nothing to a request that is none: %s', async (_what, body, headers) => {
      const text = await post(convene.url, body, null, headers);
      expect(leaksIn(text, body)).toEqual([]);
    });

    it('is nothing when our databases fail', async () => {
      for (const [name, table] of [['event', 'calendar_member'], ['booking', 'booking'], ['notification', 'notification'], ['user', 'account']] as const) {
        const client = new pg.Client({ connectionString: convene.databases[name] });
        await client.connect();
        await client.query(`ALTER TABLE ${table} RENAME TO gone`);
        await client.end();
      }
      const broken = '{ me { username calendars { id } bookings(first: 1) { totalCount } unreadNotificationCount } }';
      const documents = [broken, broken, broken, ...writeDocuments(60, seed + 1, ids)];
      const answered = await sendAll(documents);
      expect(answered.flatMap(({ document, body }) => leaksIn(body, document).map((leak) => ({ document, leak })))).toEqual([]);
      expect(answered.reduce((sum, { body }) => sum + failures(body), 0)).toBeGreaterThan(2);
    });
  });
}

type Sent = Readonly<Record<string, string>>;
type Body = readonly [what: string, body: string, headers?: Sent];
const BODIES: readonly Body[] = [
  ['no JSON', '{', {}],
  ['nothing', ''],
  ['null', 'null'],
  ['a list', '[{"query":"{ __typename }"}]'],
  ['a number', '7'],
  ['no query', '{}'],
  ['a query that is a number', '{"query":7}'],
  ['variables that are text', '{"query":"{ __typename }","variables":"x"}'],
  ['variables that are a list', '{"query":"{ __typename }","variables":[]}'],
  ['an operation name that is an object', '{"query":"{ __typename }","operationName":{}}'],
  ['an unknown operation', '{"query":"{ __typename }","operationName":"Nobody"}'],
  ['extensions that are text', '{"query":"{ __typename }","extensions":"x"}'],
  ['an unknown persisted query', '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"00"}}}'],
  ['a prototype', '{"query":"{ __typename }","__proto__":{"x":1},"constructor":{"prototype":{}}}'],
  ['a form', 'query={__typename}', { 'content-type': 'application/x-www-form-urlencoded' }],
  ['plain text', '{ __typename }', { 'content-type': 'text/plain' }],
  ['an unknown charset', '{"query":"{ __typename }"}', { 'content-type': 'application/json; charset=klingon' }],
  ['an unknown encoding', '{"query":"{ __typename }"}', { 'content-encoding': 'klingon' }],
  ['gzip that is none', '{"query":"{ __typename }"}', { 'content-encoding': 'gzip' }],
  ['an odd accept', '{"query":"{ __typename }"}', { accept: 'image/png' }],
  ['a token that is none', '{"query":"{ __typename }"}', { authorization: 'Bearer eyJhbGciOiJub25lIn0.e30.' }],
  ['a body that is too long', `{"query":"{ ${'a '.repeat(200_000)} }"}`],
  ['deep nesting', `{"query":"${'{a'.repeat(3000)}"}`],
];

async function post(url: string, body: string, token: string | null, headers: Sent = {}): Promise<string> {
  const all = new Headers({ 'content-type': 'application/json' });
  if (token !== null) all.set('authorization', `Bearer ${token}`);
  for (const [name, value] of Object.entries(headers)) all.set(name, value);
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers: all, body });
  return response.text();
}

/** Somebody with a calendar, an event and a booking, so that documents find something. */
async function furnish(door: Door): Promise<{ token: string; ids: string[] }> {
  const { register } = await door.demand(
    null,
    'mutation ($password: String!) { register(input: { username: "ada", email: "ada@example.org", fullName: "Ada", password: $password }) { accessToken user { id } } }',
    { password: PASSWORD },
  );
  const token = register.accessToken as string;
  const { createCalendar } = await door.demand(token, 'mutation { createCalendar(input: { name: "Room", visibility: UNLISTED }) { id } }');
  const { createEvent } = await door.demand(
    token,
    `mutation ($calendarId: ID!) { createEvent(input: { calendarId: $calendarId, title: "Event", startsAt: "2036-12-01T10:00:00Z", endsAt: "2036-12-01T11:00:00Z" }) {
      id occurrences(first: 1) { edges { node { id } } }
    } }`,
    { calendarId: createCalendar.id },
  );
  const time = createEvent.occurrences.edges[0].node.id as string;
  const { book } = await door.demand(token, 'mutation ($id: ID!) { book(input: { occurrenceId: $id }) { ... on Booking { id } } }', { id: time });
  const { addReminder } = await door.demand(token, 'mutation ($id: ID!) { addReminder(input: { eventId: $id, minutesBefore: 10 }) { id } }', { id: createEvent.id });
  return { token, ids: [register.user.id, createCalendar.id, createEvent.id, time, book.id, addReminder.id] as string[] };
}
