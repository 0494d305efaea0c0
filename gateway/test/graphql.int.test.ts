import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestGateway, type TestGateway } from './support/gateway.js';

let gateway: TestGateway;
let ada: string;
beforeAll(async () => {
  gateway = await startTestGateway();
  ada = await gateway.sessions.signIn('u1');
});
afterAll(() => gateway.stop());

describe('GraphQL over HTTP', () => {
  it('answers POST', async () => {
    const { status, body } = await gateway.post('query ($id: ID!) { event(id: $id) { title organizer { fullName } } }', {
      variables: { id: 'e1' },
    });
    expect([status, body]).toEqual([200, { data: { event: { title: 'Event 1', organizer: { fullName: 'Ada Lovelace' } } } }]);
  });

  it('answers GET, and refuses mutations by it', async () => {
    const get = (query: string) =>
      fetch(`${gateway.url}/graphql?query=${encodeURIComponent(query)}`, { headers: { 'apollo-require-preflight': '1' } });
    expect(await (await get('{ event(id: "e1") { title } }')).json()).toEqual({ data: { event: { title: 'Event 1' } } });
    expect((await get('mutation { renameEvent(id: "e1", title: "X") { id } }')).status).toBe(405);
  });

  it('refuses requests that another site could make a browser send', async () => {
    const response = await fetch(`${gateway.url}/graphql?query={__typename}`);
    expect(response.status).toBe(400);
  });

  it('answers subscriptions with where they are served', async () => {
    const { body } = await gateway.post('subscription { ticks }');
    expect(body).toMatchObject({ errors: [{ message: expect.stringContaining('WebSocket'), extensions: { code: 'BAD_USER_INPUT' } }] });
    const conditional = await gateway.post('subscription ($on: Boolean!) { ticks @include(if: $on) }', { variables: { on: true } });
    expect(conditional.body).toMatchObject({ errors: [{}] });
  });

  it('refuses variables of the wrong type, unknown fields and broken documents, naming the mistake', async () => {
    const { body, status } = await gateway.post('query ($id: ID!) { event(id: $id) { id } }');
    expect(body).toMatchObject({ errors: [{ message: expect.stringContaining('"$id"'), extensions: { code: 'BAD_USER_INPUT' } }] });
    expect(status).toBe(200);
    expect((await gateway.post('{ nothing }')).body).toMatchObject({ errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] });
    expect((await gateway.post('{')).body).toMatchObject({ errors: [{ extensions: { code: 'GRAPHQL_PARSE_FAILED' } }] });
  });

  it('refuses bodies that are too long, or no JSON', async () => {
    const long = await gateway.post(`{ __typename }${' '.repeat(300_000)}`);
    expect([long.status, long.body]).toEqual([413, { errors: [{ message: 'The body is too long.', extensions: { code: 'BAD_USER_INPUT', issues: [{ path: [], message: 'The body is too long.' }] } }] }]);
    const broken = await fetch(`${gateway.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{' });
    expect(broken.status).toBe(400);
  });

  it('gives each request an id, or keeps the one that it brings', async () => {
    const made = await gateway.post('{ broken }');
    const id = made.headers.get('x-request-id');
    expect(made.body).toMatchObject({ errors: [{ extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: id } }] });
    const kept = await gateway.post('{ __typename }', { headers: { 'x-request-id': 'mine-1' } });
    expect(kept.headers.get('x-request-id')).toBe('mine-1');
    const refused = await gateway.post('{ __typename }', { headers: { 'x-request-id': 'no good!' } });
    expect(refused.headers.get('x-request-id')).not.toBe('no good!');
  });

  it('lets nothing of a failure out', async () => {
    gateway.graph.down.add('user');
    const texts = [await gateway.post('{ broken }'), await gateway.post('{ event(id: "e1") { organizer { fullName } } }')];
    gateway.graph.down.clear();
    expect(JSON.stringify(texts.map(({ body }) => body))).not.toMatch(/SELECT|10\.0\.0\.7|ECONN|stack|serviceName|"user"/);
  });
});

describe('who asks', () => {
  it('answers me from the identity alone, also with every subgraph out of reach', async () => {
    for (const { name } of gateway.graph.subgraphs) gateway.graph.down.add(name);
    const { body } = await gateway.post('{ me { id } }', { token: ada });
    gateway.graph.down.clear();
    expect(body).toEqual({ data: { me: { id: 'u1' } } });
    expect((await gateway.post('{ me { id } }')).body).toEqual({ data: { me: null } });
  });

  it.each([
    ['no bearer', () => Promise.resolve('Basic dTE6cHc=')],
    ['no token', () => Promise.resolve('Bearer nonsense')],
    ['an expired token', async () => `Bearer ${await gateway.sessions.signIn('u1', undefined, { exp: 1 })}`],
    ['another audience', async () => `Bearer ${await gateway.sessions.signIn('u1', undefined, { aud: 'elsewhere' })}`],
    ['another issuer', async () => `Bearer ${await gateway.sessions.signIn('u1', undefined, { iss: 'elsewhere' })}`],
    ['a signature of somebody else', () => Promise.resolve(`Bearer ${ada.slice(0, -8)}AAAAAAAA`)],
    ['the algorithm "none"', () => Promise.resolve(`Bearer ${unsigned(ada)}`)],
    ['an unknown script token', () => Promise.resolve('Bearer cvt_0123456789')],
    ['a session that has ended', async () => `Bearer ${await gateway.sessions.signIn('u1', undefined, { sid: 'gone' })}`],
  ])('refuses %s with 401', async (_what, authorization) => {
    const { status, body, headers } = await gateway.post('{ __typename }', { headers: { authorization: await authorization() } });
    expect([status, headers.get('www-authenticate')]).toEqual([401, 'Bearer error="invalid_token"']);
    expect(body).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    expect(body).not.toHaveProperty('data');
  });

  it('asks the source once in three seconds, and again at once when a session has changed', async () => {
    const token = await gateway.sessions.signIn('u2');
    const me = async () => (await gateway.post('{ me { id } }', { token })).status;
    const before = gateway.sessions.asked;
    expect([await me(), await me(), gateway.sessions.asked - before]).toEqual([200, 200, 1]);
    gateway.clock.advance(3001);
    expect([await me(), gateway.sessions.asked - before]).toEqual([200, 2]);
    gateway.sessions.end('session-u2');
    gateway.tellSessionChanged('session-u2');
    await new Promise((resolve) => setImmediate(resolve));
    expect(await me()).toBe(401);
  });

  it.each(['down', 'silent'] as const)('goes by the last answer while the source is %s, until the token ends', async (fault) => {
    const name = `u-${fault}`;
    const token = await gateway.sessions.signIn(name);
    const me = async () => (await gateway.post('{ me { id } }', { token })).status;
    expect(await me()).toBe(200);
    gateway.sessions.fault = fault;
    try {
      gateway.clock.advance(5000);
      expect(await me()).toBe(200);
      const stranger = await gateway.post('{ me { id } }', { token: await gateway.sessions.signIn(`${name}-new`) });
      expect([stranger.status, stranger.body]).toMatchObject([503, { errors: [{ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }] }]);
      gateway.clock.advance(600_000);
      expect(await me()).toBe(401);
    } finally {
      gateway.sessions.fault = 'none';
      ada = await gateway.sessions.signIn('u1');
    }
  });
});

describe('who may use a root field', () => {
  it('takes out of a query what one may not use, and answers the rest', async () => {
    const query = `query ($no: Boolean = false) {
      all: bookings { id } ...More ... @include(if: $no) { left: bookings { id } } event(id: "e1") { title }
    }
    fragment More on Query { __proto__: secrets again: user(id: "u1") { fullName } }`;
    const { status, body } = await gateway.post(query);
    const at = (path: string) => ({ message: 'Sign in first.', path: [path], extensions: { code: 'UNAUTHENTICATED' } });
    expect(status).toBe(200);
    expect(JSON.stringify((body as { data: unknown }).data)).toBe('{"all":null,"__proto__":null,"again":null,"event":{"title":"Event 1"}}');
    expect((body as { errors: unknown }).errors).toEqual([at('all'), at('__proto__'), at('again')]);
  });

  it('tells who is signed in apart from who has the scope', async () => {
    const { body } = await gateway.post('{ secrets bookings { id } }', { token: ada });
    expect(body).toEqual({
      data: { secrets: null, bookings: [{ id: 'b1' }] },
      errors: [{ message: 'This needs ADMIN.', path: ['secrets'], extensions: { code: 'FORBIDDEN' } }],
    });
  });

  it('answers without a fetch when nothing is left', async () => {
    const before = gateway.graph.seen.length;
    expect((await gateway.post('{ secrets }')).body).toMatchObject({ data: { secrets: null } });
    expect(gateway.graph.seen.length).toBe(before);
  });

  it('refuses a mutation as a whole', async () => {
    const before = gateway.graph.seen.length;
    const { body, status } = await gateway.post('mutation { renameEvent(id: "e1", title: "X") { id } book(eventId: "e2") { __typename } }');
    expect(status).toBe(200);
    expect(body).toEqual({
      data: null,
      errors: [{ message: 'Sign in first.', path: ['book'], extensions: { code: 'UNAUTHENTICATED' } }],
    });
    expect(gateway.graph.seen.length).toBe(before);
  });

  it('acts on a change of scopes with the next request', async () => {
    const token = await gateway.sessions.signIn('u5', []);
    const book = async () => (await gateway.post('mutation { book(eventId: "e2") { __typename } }', { token })).body;
    expect(await book()).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    gateway.sessions.grant('session-u5', ['ADMIN']);
    gateway.tellSessionChanged('session-u5');
    await new Promise((resolve) => setImmediate(resolve));
    expect(await book()).toEqual({ data: { book: { __typename: 'Booking' } } });
  });
});

describe('in production', () => {
  it('answers no introspection, and hints at nothing', async () => {
    const production = await startTestGateway({ NODE_ENV: 'production' });
    try {
      expect((await production.post('{ __schema { queryType { name } } }')).body).toMatchObject({ errors: [{}] });
      expect(JSON.stringify((await production.post('{ evnt }')).body)).not.toContain('Did you mean');
    } finally {
      await production.stop();
    }
  });
});

function unsigned(token: string): string {
  const header = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url');
  return `${header}.${token.split('.')[1] ?? ''}.`;
}
