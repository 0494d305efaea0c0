import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '../../platform/testing/until.js';
import { connectAndDrop } from './support/dropped-sockets.js';
import { startTestGateway, type TestGateway } from './support/gateway.js';
import { valueOf } from './support/listeners.js';
import { stallListeners } from './support/stalled-listeners.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.stop());

const tokensOf = (count: number): Promise<string[]> =>
  Promise.all(Array.from({ length: count }, (_, n) => gateway.sessions.signIn(`listener-${String(n)}`)));

describe('a hundred listeners that stall', () => {
  it('cost at most 50 MB, and are closed with 4013', async () => {
    const { codes, megabytes, sent } = await stallListeners(gateway, await tokensOf(100));
    process.stdout.write(`100 stalled listeners: ${megabytes.toFixed(1)} MB held at most, of ${sent.toFixed(0)} MB that were told.\n`);
    expect(new Set(codes)).toEqual(new Set([4013]));
    expect(megabytes).toBeLessThan(50);
    expect(await valueOf(gateway, 'gateway_waiting_bytes')).toBe(0);
  });
});

describe('a thousand sockets that drop', () => {
  it('leave no iterator behind', async () => {
    await connectAndDrop(gateway, await tokensOf(20), 1000);
    await until('nobody listens', () => gateway.graph.listeners() === 0);
    expect(await valueOf(gateway, 'gateway_subscriptions')).toBe(0);
    await until('no socket is open', async () => (await valueOf(gateway, 'gateway_sockets')) === 0);
  });
});
