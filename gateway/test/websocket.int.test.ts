import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import { until } from '../../platform/testing/until.js';
import { startTestGateway, type TestGateway } from './support/gateway.js';

const LISTEN = 'subscription { calendarChanged(calendarId: "c1") { cursor kind event { title organizer { fullName } myBookings { status } } } }';
const change = (cursor: string) => ({ cursor, kind: 'UPDATED', event: { id: 'e1' } });

let gateway: TestGateway;
let ada: string;
beforeAll(async () => {
  gateway = await startTestGateway({ MAX_CONNECTIONS: '100' });
  ada = await gateway.sessions.signIn('u1');
});
afterAll(() => gateway.stop());

/** Everything that a subscription gets, until it ends. */
function collect(client: Client, query: string): { results: unknown[]; ended: Promise<unknown>; stop: () => void } {
  const results: unknown[] = [];
  let stop = (): void => undefined;
  const ended = new Promise((resolve) => {
    stop = client.subscribe(
      { query },
      { next: (result) => void results.push(result), error: (error) => resolve(error), complete: () => resolve('complete') },
    );
  });
  return { results, ended, stop };
}

async function answerOf(client: Client, query: string, variables?: Record<string, unknown>): Promise<unknown> {
  for await (const result of client.iterate({ query, variables })) return result;
  return undefined;
}

const listening = (count = 1) => until(`${String(count)} listen`, () => gateway.graph.listeners() === count);

describe('GraphQL over WebSocket', () => {
  it('answers queries and mutations as HTTP does', async () => {
    const client = gateway.client({ authorization: `Bearer ${ada}` });
    const query = 'query ($id: ID!) { me { id } event(id: $id) { title } secrets }';
    const variables = { id: 'e2' };
    expect(await answerOf(client, query, variables)).toEqual((await gateway.post(query, { token: ada, variables })).body);
    expect(await answerOf(client, 'mutation { book(eventId: "e1") { __typename } }')).toEqual({ data: { book: { __typename: 'BookingRefused' } } });
  });

  it('brings changes with fields of three subgraphs', async () => {
    const { results, stop, ended } = collect(gateway.client({ Authorization: `bearer ${ada}` }), LISTEN);
    await listening();
    gateway.graph.change('c1', change('1'));
    gateway.graph.change('c1', change('2'));
    await until('both arrived', () => results.length === 2);
    expect(results[0]).toEqual({
      data: {
        calendarChanged: {
          cursor: '1',
          kind: 'UPDATED',
          event: { title: 'Event 1', organizer: { fullName: 'Ada Lovelace' }, myBookings: [{ status: 'CONFIRMED' }] },
        },
      },
    });
    stop();
    expect(await ended).toBe('complete');
    await listening(0);
  });

  it('refuses a subscription that needs somebody to nobody', async () => {
    const { results, ended } = collect(gateway.client(), LISTEN);
    expect(await ended).toBe('complete');
    expect(results).toEqual([{ errors: [{ message: 'Sign in first.', path: ['calendarChanged'], extensions: { code: 'UNAUTHENTICATED' } }] }]);
  });

  it('ends a subscription that ends by itself', async () => {
    const { results, ended } = collect(gateway.client(), 'subscription { ticks }');
    expect(await ended).toBe('complete');
    expect(results).toEqual([1, 2, 3].map((ticks) => ({ data: { ticks } })));
  });

  it('tells what is wrong with a document and keeps the socket', async () => {
    const client = gateway.client();
    const wrong = {
      'subscription ($on: Boolean!) { ticks @include(if: $on) }': 'GRAPHQL_VALIDATION_FAILED',
      'subscription { ...T } fragment T on Subscription { ticks @skip(if: true) }': 'GRAPHQL_VALIDATION_FAILED',
      'subscription { ticks t: ticks }': 'GRAPHQL_VALIDATION_FAILED',
      '{ nothing }': 'GRAPHQL_VALIDATION_FAILED',
      '{': 'GRAPHQL_PARSE_FAILED',
    };
    for (const [query, code] of Object.entries(wrong)) {
      expect([query, await collect(client, query).ended]).toMatchObject([query, [{ extensions: { code } }]]);
    }
    const variables = collect(client, 'subscription ($id: ID!) { calendarChanged(calendarId: $id) { kind } }');
    await variables.ended;
    expect(variables.results).toMatchObject([{ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] }]);
    expect(await answerOf(client, '{ __typename }')).toEqual({ data: { __typename: 'Query' } });
  });

  it('leaves nothing behind when a socket drops', async () => {
    const clients = Array.from({ length: 20 }, () => gateway.client({ authorization: `Bearer ${ada}` }));
    clients.forEach((client) => void collect(client, LISTEN));
    await listening(20);
    clients.forEach((client) => client.terminate());
    await listening(0);
    expect(await gateway.metrics.getSingleMetricAsString('gateway_subscriptions')).toContain('gateway_subscriptions 0');
  });

  it('serves no other path', async () => {
    const socket = new WebSocket(`${gateway.url.replace('http', 'ws')}/elsewhere`, 'graphql-transport-ws');
    const status = await new Promise((resolve) => {
      socket.on('error', () => undefined);
      socket.on('unexpected-response', (_request, response) => resolve(response.statusCode));
    });
    expect(status).toBe(404);
  });
});

describe('who listens', () => {
  it.each([
    ['a token that is no good', { authorization: 'Bearer nonsense' }],
    ['a value that is no text', { authorization: 7 }],
  ])('closes with 4403 for %s', async (_what, connectionParams) => {
    expect(await collect(gateway.client(connectionParams), 'subscription { ticks }').ended).toMatchObject({ code: 4403 });
  });

  it('asks to try again later while nobody can be looked up', async () => {
    const token = await gateway.sessions.signIn('u-unknown');
    gateway.sessions.fault = 'down';
    const ended = await collect(gateway.client({ authorization: `Bearer ${token}` }), 'subscription { ticks }').ended;
    gateway.sessions.fault = 'none';
    expect(ended).toMatchObject({ code: 1013 });
  });

  it('closes with 4403 when the session ends, at once', async () => {
    const token = await gateway.sessions.signIn('u2');
    const { ended } = collect(gateway.client({ authorization: `Bearer ${token}` }), LISTEN);
    await listening();
    gateway.sessions.end('session-u2');
    gateway.tellSessionChanged('session-u2');
    expect(await ended).toMatchObject({ code: 4403 });
    await listening(0);
  });

  it('sends nothing more once the session has ended, even when nobody told', async () => {
    const token = await gateway.sessions.signIn('u3');
    const { results, ended } = collect(gateway.client({ authorization: `Bearer ${token}` }), LISTEN);
    await listening();
    gateway.sessions.end('session-u3');
    gateway.clock.advance(3001);
    gateway.graph.change('c1', change('1'));
    expect(await ended).toBe('complete');
    expect(results).toEqual([{ errors: [{ message: 'This session has ended.', extensions: { code: 'UNAUTHENTICATED' } }] }]);
  });

  it('finds out by itself that a silent listener’s session has ended', async () => {
    const token = await gateway.sessions.signIn('u6');
    const { ended } = collect(gateway.client({ authorization: `Bearer ${token}` }), LISTEN);
    await listening();
    gateway.sessions.end('session-u6');
    gateway.clock.advance(30_000);
    expect(await ended).toMatchObject({ code: 4403 });
    await listening(0);
  });

  it('closes within seconds when a silent listener’s session has ended and nobody told', async () => {
    const token = await gateway.sessions.signIn('u7');
    const { ended } = collect(gateway.client({ authorization: `Bearer ${token}` }), LISTEN);
    await listening();
    gateway.sessions.end('session-u7');
    gateway.clock.advance(3000);
    expect(await ended).toMatchObject({ code: 4403 });
    await listening(0);
  });

  it('takes a script’s token as it takes a person’s, and closes with 4403 when that ends', async () => {
    const secret = gateway.sessions.issueScriptToken('u1', { scopes: ['CALENDAR_READ'] });
    const client = gateway.client({ authorization: `Bearer ${secret}` });
    expect(await answerOf(client, '{ me { id } }')).toEqual({ data: { me: { id: 'u1' } } });
    expect(await answerOf(client, 'mutation { createEvent(title: "X") { id } }')).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    const { ended } = collect(client, LISTEN);
    await listening();
    gateway.sessions.end('script-u1');
    gateway.tellSessionChanged('script-u1');
    expect(await ended).toMatchObject({ code: 4403 });
    await listening(0);
  });

  it('closes with 4403 when the token ends', async () => {
    const token = await gateway.sessions.signIn('u4');
    const { ended } = collect(gateway.client({ authorization: `Bearer ${token}` }), LISTEN);
    await listening();
    gateway.clock.advance(600_000);
    expect(await ended).toMatchObject({ code: 4403 });
    await listening(0);
  });
});
