import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { until } from '../../testing/until.js';
import { createDrainingServer, listen } from '../draining-server.js';

const SETTINGS = { host: 'HOST', port: 'PORT' };

/** Answers `done`; `ask` opens a connection of its own each time. */
async function start(quiet: number) {
  const draining = createDrainingServer({}, { delay: 0, quiet, linger: 0, timeout: 1_000 }, (_request, response) => response.end('done'));
  const port = await listen(draining.server, { host: '127.0.0.1', port: 0, settings: SETTINGS });
  const ask = async (method = 'POST'): Promise<string> => (await fetch(`http://127.0.0.1:${String(port)}/`, { method, headers: { connection: 'close' } })).text();
  return { port, ask, isClosing: () => draining.isClosing(), stop: () => draining.stop(() => Promise.resolve()) };
}

describe('a server that stops', () => {
  it('takes connections until nobody has asked for a while: who was told to go elsewhere is not cut off on the way', async () => {
    const { ask, stop } = await start(300);
    await ask();
    const stopped = stop();
    expect(await Promise.all([ask(), ask()])).toEqual(['done', 'done']);
    await stopped;
    await expect(ask()).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
  });

  it('would shut the door in their faces if it did not wait', async () => {
    const { ask, stop, isClosing } = await start(0);
    await ask();
    const stopped = stop();
    await until('the door is shut', isClosing);
    await expect(ask()).rejects.toMatchObject({ cause: { code: expect.stringMatching(/^ECONN/) } });
    await stopped;
  });

  it('answers who is connected, though nobody has opened the door yet', async () => {
    const { port, stop } = await start(0);
    const socket = connect(port, '127.0.0.1');
    const stopped = stop();
    socket.write('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
    expect(await text(socket)).toMatch(/^HTTP\/1.1 200 .*done/s);
    await stopped;
  });

  it('does not wait for who only looks whether it is ready', async () => {
    const { ask, stop } = await start(60_000);
    await ask('GET');
    const began = performance.now();
    await stop();
    expect(performance.now() - began).toBeLessThan(2_000);
    await expect(ask('GET')).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
  });
});
