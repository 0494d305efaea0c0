import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '../../platform/testing/until.js';
import { connectAndDrop } from './support/dropped-sockets.js';
import { startTestGateway, type TestGateway } from './support/gateway.js';
import { listenBarely, valueOf } from './support/listeners.js';
import { stallListeners } from './support/stalled-listeners.js';

const LISTEN = 'subscription { calendarChanged(calendarId: "c1") { cursor event { title } } }';
const change = { cursor: '1', kind: 'UPDATED', event: { id: 'e1' } };

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.stop());

const tokensOf = (count: number): Promise<string[]> =>
  Promise.all(Array.from({ length: count }, (_, n) => gateway.sessions.signIn(`listener-${String(n)}`)));
const noneListens = () => until('nobody listens', () => gateway.graph.listeners() === 0);

describe('listeners that stall', () => {
  it('are closed with 4013 once too much waits for them, and nothing is kept for them', async () => {
    const { codes, megabytes } = await stallListeners(gateway, await tokensOf(3), 100_000);
    expect(new Set(codes)).toEqual(new Set([4013]));
    expect(megabytes).toBeLessThan(20);
    expect(await valueOf(gateway, 'gateway_fell_behind_total')).toBe(3);
    for (const metric of ['gateway_waiting_messages', 'gateway_waiting_bytes', 'gateway_subscriptions']) {
      expect([metric, await valueOf(gateway, metric)]).toEqual([metric, 0]);
    }
    // Collecting garbage takes the longer the more test files this process has run before.
  }, 90_000);

  it('cost others nothing', async () => {
    const [slow, quick] = await Promise.all((await tokensOf(2)).map((token) => listenBarely(gateway.url, token, LISTEN)));
    await until('both listen', () => gateway.graph.listeners() === 2);
    slow?.socket.pause();
    for (let n = 0; n < 1000; n += 1) gateway.graph.change('c1', change);
    await until('the quick one has everything', () => quick?.received.length === 1000);
    quick?.socket.terminate();
    slow?.socket.terminate();
    await noneListens();
  });
});

describe('sockets that drop', () => {
  it('leave no iterator behind, at whatever moment', async () => {
    await connectAndDrop(gateway, await tokensOf(10), 60);
    await noneListens();
    expect(await valueOf(gateway, 'gateway_subscriptions')).toBe(0);
    await until('no socket is open', async () => (await valueOf(gateway, 'gateway_sockets')) === 0);
  });
});

describe('sockets that are closed', () => {
  it('end what runs on them at once, also when the other side does not read, and take no more', async () => {
    const token = await gateway.sessions.signIn('stalled');
    const { socket } = await listenBarely(gateway.url, token, LISTEN);
    await until('it listens', () => gateway.graph.listeners() === 1);
    socket.pause();
    gateway.sessions.end('session-stalled');
    gateway.tellSessionChanged('session-stalled');
    await noneListens();
    socket.send(JSON.stringify({ id: '2', type: 'subscribe', payload: { query: LISTEN } }));
    socket.resume();
    await new Promise((resolve) => socket.once('close', resolve));
    expect(gateway.graph.listeners()).toBe(0);
  });

  it('are those of a session that lost a scope', async () => {
    const { closed } = await listenBarely(gateway.url, await gateway.sessions.signIn('demoted', ['ACCOUNT', 'ADMIN']), LISTEN);
    await until('it listens', () => gateway.graph.listeners() === 1);
    gateway.sessions.grant('session-demoted', ['ACCOUNT', 'ADMIN', 'CALENDAR_READ']);
    gateway.tellSessionChanged('session-demoted');
    gateway.sessions.grant('session-demoted', ['ACCOUNT']);
    gateway.tellSessionChanged('session-demoted');
    expect(await closed).toBe(4403);
    await noneListens();
  });
});
