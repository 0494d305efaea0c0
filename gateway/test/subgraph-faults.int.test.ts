import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '../../platform/testing/until.js';
import { startTestGateway, type TestGateway } from './support/gateway.js';

const UNAVAILABLE = { message: 'A part of the service is out of reach. Try again soon.', extensions: { code: 'SUBGRAPH_UNAVAILABLE' } };
const LISTEN = 'subscription { calendarChanged(calendarId: "c1") { cursor event { title organizer { fullName } } } }';

/** How long it took, in milliseconds. */
async function timed<T>(work: Promise<T>): Promise<[T, number]> {
  const begun = performance.now();
  const result = await work;
  return [result, performance.now() - begun];
}

async function samples(gateway: TestGateway, metric: string): Promise<string[]> {
  const text = (await gateway.metrics.getSingleMetricAsString(metric)) ?? '';
  return text.split('\n').filter((line) => !line.startsWith('#'));
}

describe('a subgraph that hangs, with the settings as they are', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway();
  });
  afterAll(() => gateway.stop());

  it('costs its own fields, and the answer comes within 3.5 seconds', async () => {
    gateway.graph.hanging.add('user');
    const token = await gateway.sessions.signIn('u1');
    const query = '{ me { id fullName } events(first: 2) { title organizer { id fullName } myBookings { status } } }';
    const [{ status, body }, took] = await timed(gateway.post(query, { token }));
    expect(status).toBe(200);
    expect(body).toEqual({
      data: {
        me: { id: 'u1', fullName: null },
        events: [
          { title: 'Event 1', organizer: { id: 'u1', fullName: null }, myBookings: [{ status: 'CONFIRMED' }] },
          { title: 'Event 2', organizer: { id: 'u2', fullName: null }, myBookings: [] },
        ],
      },
      errors: expect.arrayContaining([
        { ...UNAVAILABLE, path: ['me'] },
        { ...UNAVAILABLE, path: ['events'] },
      ]),
    });
    expect(took).toBeGreaterThan(2900);
    expect(took).toBeLessThan(3500);
  });
});

describe('a subgraph that hangs or fails', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway({ FETCH_TIMEOUT_MS: '250', OPERATION_TIMEOUT_MS: '400' });
  });
  afterEach(() => {
    gateway.graph.hanging.clear();
    gateway.graph.down.clear();
    gateway.graph.unreachable.clear();
    gateway.graph.seen.length = 0;
  });
  afterAll(() => gateway.stop());
  const asked = (name: string): number => gateway.graph.seen.filter(({ subgraph }) => subgraph === name).length;

  it('is asked once by an operation that needs it again and again', async () => {
    gateway.graph.hanging.add('event');
    const token = await gateway.sessions.signIn('u1');
    const rename = (alias: string): string => `${alias}: renameEvent(id: "e1", title: "A") { title organizer { fullName } }`;
    const { body } = await gateway.post(`mutation { ${rename('a')} ${rename('b')} book(eventId: "e1") { __typename } ${rename('c')} }`, { token });
    expect(body).toEqual({
      data: { a: null, b: null, book: { __typename: 'BookingRefused' }, c: null },
      errors: ['a', 'b', 'c'].map((key) => ({ ...UNAVAILABLE, path: [key] })),
    });
    expect(gateway.graph.seen.map(({ subgraph }) => subgraph)).toEqual(['event', 'booking']);
  });

  it('lets subscriptions go on without it', async () => {
    const token = await gateway.sessions.signIn('u1');
    const client = gateway.client({ authorization: `Bearer ${token}` });
    const results: unknown[] = [];
    client.subscribe({ query: LISTEN }, { next: (result) => void results.push(result), error: () => undefined, complete: () => undefined });
    await until('it listens', () => gateway.graph.listeners() === 1);
    gateway.graph.hanging.add('user');
    gateway.graph.change('c1', { cursor: '1', kind: 'UPDATED', event: { id: 'e1' } });
    await until('the message came', () => results.length === 1);
    gateway.graph.hanging.clear();
    gateway.graph.change('c1', { cursor: '2', kind: 'UPDATED', event: { id: 'e1' } });
    await until('the next one came', () => results.length === 2);
    expect(results).toMatchObject([
      { data: { calendarChanged: { cursor: '1', event: { organizer: { fullName: null } } } }, errors: [{ extensions: UNAVAILABLE.extensions }] },
      { data: { calendarChanged: { cursor: '2', event: { organizer: { fullName: 'Ada Lovelace' } } } } },
    ]);
    await client.dispose();
  });

  it('is asked once more for a query when no connection came about', async () => {
    gateway.graph.unreachable.set('event', 1);
    expect((await gateway.post('{ event(id: "e1") { title } }')).body).toEqual({ data: { event: { title: 'Event 1' } } });
    expect(asked('event')).toBe(2);
    gateway.graph.unreachable.set('event', 2);
    expect((await gateway.post('{ event(id: "e1") { title } }')).body).toMatchObject({ data: { event: null }, errors: [UNAVAILABLE] });
    expect(asked('event')).toBe(4);
  });

  it('is asked once for a mutation', async () => {
    gateway.graph.unreachable.set('event', 1);
    const { body } = await gateway.post('mutation { renameEvent(id: "e1", title: "B") { title } }');
    expect(body).toMatchObject({ data: { renameEvent: null }, errors: [UNAVAILABLE] });
    expect(asked('event')).toBe(1);
  });

  it('is not waited for without end for a path of its own', async () => {
    gateway.graph.hanging.add('event');
    const [{ status }, took] = await timed(fetch(`${gateway.url}/calendars/token.ics`));
    expect(status).toBe(503);
    expect(took).toBeLessThan(2000);
  });

  it('refuses a subscription to it in time', async () => {
    gateway.graph.hanging.add('event');
    const client = gateway.client({ authorization: `Bearer ${await gateway.sessions.signIn('u1')}` });
    const [result, took] = await timed(client.iterate({ query: LISTEN }).next());
    expect(result.value).toMatchObject({ errors: [{ extensions: UNAVAILABLE.extensions }] });
    expect(took).toBeLessThan(2000);
    await client.dispose();
  });

  it('is left alone once most of what it is asked fails, and asked again later', async () => {
    gateway.clock.advance(60_000);
    gateway.graph.down.add('user');
    const query = '{ events(first: 1) { title organizer { fullName } } }';
    for (let time = 0; time < 30; time += 1) {
      expect((await gateway.post(query)).body).toMatchObject({ data: { events: [{ title: expect.any(String), organizer: { fullName: null } }] } });
    }
    expect(asked('user')).toBe(20);
    expect(asked('event')).toBe(30);
    expect(await samples(gateway, 'gateway_breaker_open')).toContain('gateway_breaker_open{subgraph="user"} 1');
    expect(await samples(gateway, 'gateway_fetches_total')).toContain('gateway_fetches_total{subgraph="user",outcome="refused"} 10');

    gateway.graph.down.clear();
    gateway.clock.advance(5000);
    expect((await gateway.post(query)).body).toMatchObject({ data: { events: [{ organizer: { fullName: 'Ada Lovelace' } }] } });
    expect(await samples(gateway, 'gateway_breaker_open')).toContain('gateway_breaker_open{subgraph="user"} 0');
  });
});

describe('subgraphs that all hang', () => {
  it('do not make an operation last longer than its limit', async () => {
    const gateway = await startTestGateway({ FETCH_TIMEOUT_MS: '2500', OPERATION_TIMEOUT_MS: '300' });
    for (const name of ['event', 'booking', 'user']) gateway.graph.hanging.add(name);
    const token = await gateway.sessions.signIn('u1');
    const query = 'mutation { a: renameEvent(id: "e1", title: "A") { title } b: book(eventId: "e1") { __typename } c: renameEvent(id: "e1", title: "A") { title } }';
    const [{ body }, took] = await timed(gateway.post(query, { token }));
    expect(body).toMatchObject({ data: { a: null, b: null, c: null } });
    expect(took).toBeGreaterThan(290);
    expect(took).toBeLessThan(2000);
    expect(gateway.graph.seen.map(({ subgraph }) => subgraph)).toEqual(['event']);
    await gateway.stop();
  });
});
