import { Socket } from 'node:net';
import { afterAll, describe, expect, it } from '@jest/globals';
import { startTestGateway } from './support/gateway.js';

const connect = Socket.prototype.connect;
afterAll(() => {
  Socket.prototype.connect = connect;
});

describe('the gateway by itself', () => {
  it('calls nobody outside this machine', async () => {
    const called: unknown[] = [];
    Socket.prototype.connect = function (this: Socket, ...to: unknown[]) {
      const [first] = to.flat() as [{ host?: string } | undefined];
      if (!['localhost', '127.0.0.1', '::1', undefined].includes(first?.host)) called.push(first);
      return Reflect.apply(connect, this, to);
    } as typeof connect;
    const gateway = await startTestGateway({ NODE_ENV: 'production' });
    try {
      const { body } = await gateway.post('{ event(id: "e1") { organizer { fullName } } }');
      expect(body).toMatchObject({ data: { event: { organizer: { fullName: 'Ada Lovelace' } } } });
    } finally {
      await gateway.stop();
    }
    expect(called).toEqual([]);
    expect(process.env['APOLLO_TELEMETRY_DISABLED']).toBe('true');
  });
});
