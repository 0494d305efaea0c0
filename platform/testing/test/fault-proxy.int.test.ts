import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startFaultProxy, type FaultProxy } from '../fault-proxy.js';
import { until } from '../until.js';

/** A connection through the proxy, and what came of it. */
interface Caller {
  readonly socket: Socket;
  heard: string;
  fault: string | undefined;
}

describe('a fault proxy in front of a server that repeats what it hears', () => {
  let server: Server;
  let arrived: string;
  let proxy: FaultProxy;
  let callers: Caller[];

  beforeEach(async () => {
    arrived = '';
    callers = [];
    server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.on('data', (bytes) => {
        arrived += bytes.toString();
        socket.write(bytes);
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    proxy = await startFaultProxy({ port: (server.address() as AddressInfo).port });
  });
  afterEach(async () => {
    for (const { socket } of callers) socket.destroy();
    await proxy.stop();
    server.close();
    await once(server, 'close');
  });

  function call(): Caller {
    const socket = connect({ host: '127.0.0.1', port: proxy.port });
    const caller: Caller = { socket, heard: '', fault: undefined };
    socket.on('data', (bytes) => (caller.heard += bytes.toString()));
    socket.on('error', (error: NodeJS.ErrnoException) => (caller.fault = error.code));
    callers.push(caller);
    return caller;
  }
  async function callAndHear(words: string): Promise<Caller> {
    const caller = call();
    caller.socket.write(words);
    await until(`${words} is heard`, () => caller.heard === words);
    return caller;
  }
  const isReset = (caller: Caller): Promise<true> => until('it is reset', () => caller.fault === 'ECONNRESET');

  it('passes on what both sides say, and that one has gone', async () => {
    const caller = await callAndHear('hello');
    expect(proxy.connections).toBe(1);
    caller.socket.end();
    await until('nobody is connected', () => proxy.connections === 0);
    expect(caller.fault).toBeUndefined();
  });

  it('is late by the delay in each direction, and on time again once healed', async () => {
    const caller = await callAndHear('.');
    proxy.delay(60);
    const began = performance.now();
    caller.socket.write('late');
    await until('the late words have arrived', () => arrived === '.late');
    expect(performance.now() - began).toBeGreaterThanOrEqual(55);
    expect(caller.heard).toBe('.');
    await until('they are heard', () => caller.heard === '.late');
    expect(performance.now() - began).toBeGreaterThanOrEqual(110);
    proxy.delay(60 * 60_000);
    proxy.heal();
    caller.socket.write('!');
    await until('that is heard', () => caller.heard === '.late!');
  });

  it('resets those who are there once, and lets the next one in', async () => {
    const before = await callAndHear('before');
    proxy.fall('RESET');
    await isReset(before);
    await callAndHear('after');
  });

  it('resets everybody while it is down, and lets them in once healed', async () => {
    const before = await callAndHear('before');
    proxy.fall('DOWN');
    await isReset(before);
    await isReset(call());
    expect(arrived).toBe('before');
    proxy.heal();
    await callAndHear('after');
  });

  it('cuts one connection after so many bytes of answers, and not the next', async () => {
    proxy.cutAfter(4);
    const cut = call();
    cut.socket.write('123456');
    await until('it is gone', () => cut.socket.destroyed);
    expect('1234'.startsWith(cut.heard)).toBe(true);
    expect(arrived).toBe('123456');
    await callAndHear('abcdef');
  });

  it('tells nobody when it falls silent; old connections stay so, and new ones work once healed', async () => {
    const before = await callAndHear('before');
    proxy.fall('SILENT');
    const during = call();
    await once(during.socket, 'connect');
    before.socket.write('lost');
    during.socket.write('lost');
    await until('both are held', () => proxy.connections === 2);
    proxy.heal();
    await callAndHear('after');
    before.socket.write('lost');
    await callAndHear('later');
    expect(arrived).toBe('beforeafterlater');
    for (const silent of [before, during]) expect([silent.socket.destroyed, silent.fault]).toEqual([false, undefined]);
    expect([before.heard, during.heard]).toEqual(['before', '']);
  });
});
