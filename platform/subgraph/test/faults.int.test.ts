import { connect, createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ExecutionResult } from 'graphql';
import { request } from 'undici';
import { WebSocket } from 'ws';
import type { Clock } from '../../clock.js';
import { heldSessions } from '../../identity/test/sessions.suite.js';
import { IDENTITY_HEADER } from '../../identity/token.js';
import { freePort } from '../../free-port.js';
import { manualClock } from '../../testing/clock.js';
import { until } from '../../testing/until.js';
import type { SubgraphServer } from '../http/server.js';
import { answerWithin } from '../patience.js';
import { ConnectionFailed, StreamLost, type RequestIdentity } from '../transport.js';
import { reachForTest, serveForTest, signerOf } from './serving.js';
import { createCarriedSubgraph, type Noticed } from './transport.suite.js';

const nobody: RequestIdentity = { viewer: null, requestId: 'r' };
const ME = { query: '{ me }' };
const WRITE = { query: 'mutation { write(text: "x") }' };

interface Serving {
  readonly server: SubgraphServer;
  readonly noticed: Noticed;
}
const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function serve(options: Parameters<typeof serveForTest>[1] = {}): Promise<Serving> {
  const { subgraph, noticed } = createCarriedSubgraph();
  const server = await serveForTest(subgraph, options);
  stops.push(() => server.stop());
  return { server, noticed };
}
function reach(ports: readonly number[], caller?: string, clock?: Clock) {
  const remote = reachForTest('carried', ports, caller, clock);
  stops.push(() => remote.stop());
  return remote;
}
/** Takes connections, and does this with each. */
async function listenBarely(take: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket.on('error', () => undefined));
    take(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(() => {
    sockets.forEach((socket) => socket.destroy());
    return new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

describe('a subgraph that serves', () => {
  let serving: Serving;
  let origin: string;
  beforeEach(async () => {
    serving = await serve({ sessions: heldSessions });
    origin = `http://127.0.0.1:${String(serving.server.port)}`;
  });
  const post = async (path: string, body: string, headers: Record<string, string> = {}): Promise<number> => {
    const answer = await request(`${origin}${path}`, { method: 'POST', body, headers, reset: true });
    await answer.body.dump();
    return answer.statusCode;
  };

  it('answers 401 to everything without an identity, and tells no more than its health', async () => {
    const wanted = ['{ me }', '{ _service { sdl } }', '{ _entities(representations: []) { __typename } }', 'mutation { write(text: "x") }'];
    for (const query of wanted) expect(await post('/graphql', JSON.stringify({ query }))).toBe(401);
    for (const path of ['/', '/passed', '/sessions', '/nothing', '/livez']) expect(await post(path, '{"keys":true}')).toBe(401);
    const get = async (path: string): Promise<number> => {
      const answer = await request(`${origin}${path}`, { reset: true });
      await answer.body.dump();
      return answer.statusCode;
    };
    expect(await get('/graphql?query={me}')).toBe(401);
    for (const path of ['/livez', '/readyz', '/metrics']) expect(await get(path)).toBe(200);
    expect(serving.noticed.written).toEqual([]);
  });

  it('opens no socket without one', async () => {
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    const error = await new Promise<Error>((resolve) => socket.once('error', resolve));
    expect(error.message).toContain('401');
  });

  it('closes a socket over which a subscription comes that nobody signed', async () => {
    const headers = { [IDENTITY_HEADER]: signerOf('gateway')('carried', nobody, '/graphql', '') };
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers });
    const closed = new Promise<number>((resolve) => socket.once('close', resolve));
    await new Promise((resolve) => socket.once('open', resolve));
    socket.send('{"type":"connection_init"}');
    socket.send(JSON.stringify({ type: 'subscribe', id: '1', payload: { query: 'subscription { never }' } }));
    expect(await closed).toBe(4401);
    expect(serving.noticed.streams).toBe(0);
  });

  it('lets other subgraphs ask, and neither change anything, nor listen, nor hear of sessions', async () => {
    const booking = reach([serving.server.port], 'booking');
    expect((await booking.transport.execute(ME, nobody)).data).toEqual({ me: null });
    await expect(booking.transport.execute(WRITE, nobody)).rejects.toThrow('403');
    await expect(booking.transport.execute({ query: 'query A { me } mutation B { write(text: "x") }', operationName: 'B' }, nobody)).rejects.toThrow('403');
    await expect(booking.transport.subscribe({ query: 'subscription { never }' }, nobody)).rejects.toThrow();
    await expect(booking.sessions.session('s1')).rejects.toThrow('403');
    expect([serving.noticed.written, serving.noticed.streams]).toEqual([[], 0]);
  });

  it('refuses what is no request, or too long, with a status', async () => {
    const send = (path: string, body: string): Promise<number> => post(path, body, { [IDENTITY_HEADER]: signerOf('gateway')('carried', nobody, path, body) });
    expect(await send('/graphql', 'no JSON')).toBe(400);
    expect(await send('/graphql', '{"query":7}')).toBe(400);
    expect(await send('/passed', '{}')).toBe(400);
    expect(await send('/nothing', '{}')).toBe(404);
    expect(await send('/graphql', JSON.stringify({ query: '{ me }', variables: { long: 'x'.repeat(9 * 1024 * 1024) } }))).toBe(413);
  });

  it('lets a subscription go on when the identity that began it has long ended', async () => {
    const clock = manualClock();
    const { server } = await serve({ clock });
    const { transport } = reach([server.port], 'gateway', clock);
    const stream = (await transport.subscribe({ query: 'subscription { count(to: 100) }' }, nobody)) as AsyncIterableIterator<ExecutionResult>;
    clock.advance(3_600_000);
    let heard = 0;
    for await (const { data } of stream) heard = data?.['count'] as number;
    expect(heard).toBe(100);
  });
});

describe('a subgraph that can’t be reached', () => {
  it('has not begun when nobody listens', async () => {
    const { transport, handle } = reach([await freePort()]);
    await expect(transport.execute(ME, nobody)).rejects.toThrow(ConnectionFailed);
    await expect(transport.execute(WRITE, nobody)).rejects.toThrow(ConnectionFailed);
    await expect(transport.subscribe({ query: 'subscription { never }' }, nobody)).rejects.toThrow(ConnectionFailed);
    await expect(handle({ method: 'GET', path: '/things/1', query: {}, headers: {} })).rejects.toThrow(ConnectionFailed);
  });

  it('may have begun when the connection is cut while it was asked: a mutation is not sent again', async () => {
    let asked = 0;
    const cutting = await listenBarely((socket) => {
      socket.once('data', () => {
        asked += 1;
        socket.destroy();
      });
    });
    const { server, noticed } = await serve();
    const alone = reach([cutting]).transport;
    await expect(alone.execute(WRITE, nobody)).rejects.not.toThrow(ConnectionFailed);
    await expect(alone.execute(ME, nobody)).rejects.not.toThrow(ConnectionFailed);
    const both = reach([cutting, server.port]).transport;
    asked = 0;
    const outcomes = await Promise.allSettled([both.execute(WRITE, nobody), both.execute(WRITE, nobody)]);
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(asked);
    expect(noticed.written).toHaveLength(2 - asked);
  });

  it('is left for another address: queries always, mutations when they were surely not begun', async () => {
    const { server, noticed } = await serve();
    const nowhere = await freePort();
    const { transport } = reach([nowhere, server.port]);
    for (let n = 1; n <= 5; n += 1) expect((await transport.execute(WRITE, nobody)).data).toEqual({ write: n });
    expect(noticed.written).toHaveLength(5);
    const cutting = await listenBarely((socket) => void socket.once('data', () => socket.destroy()));
    const other = reach([cutting, server.port]).transport;
    for (let n = 0; n < 5; n += 1) expect((await other.execute(ME, nobody)).data).toEqual({ me: null });
  });

  it('is not asked while it is silent, and asked again once it is ready', async () => {
    const { server, noticed } = await serve();
    let asked = 0;
    const silent = await listenBarely((socket) => void socket.on('data', () => (asked += 1)));
    const { transport } = reach([silent, server.port]);
    const ask = () => answerWithin(200, 'user', (signal) => transport.execute(ME, nobody, { signal }));
    const first = await Promise.allSettled([ask(), ask()]);
    expect(first.filter(({ status }) => status === 'rejected')).toHaveLength(1);
    const before = noticed.identities.length;
    for (let n = 0; n < 20; n += 1) await ask();
    expect(noticed.identities.length - before).toBe(20);
    expect(asked).toBeGreaterThan(0);
  });

  it('shares what is asked with the others', async () => {
    const [one, other] = [await serve(), await serve()];
    const { transport } = reach([one.server.port, other.server.port]);
    for (let n = 0; n < 20; n += 1) await transport.execute(ME, nobody);
    expect([one.noticed.identities.length, other.noticed.identities.length]).toEqual([10, 10]);
  });
});

describe('a subgraph that goes away', () => {
  it('ends its streams with StreamLost, which can be begun again elsewhere', async () => {
    const [one, other] = [await serve(), await serve()];
    const { transport } = reach([one.server.port, other.server.port]);
    const listen = async () => (await transport.subscribe({ query: 'subscription { never }' }, nobody)) as AsyncIterableIterator<ExecutionResult>;
    const streams = [await listen(), await listen()];
    expect([one.noticed.streams, other.noticed.streams]).toEqual([1, 1]);
    const waiting = Promise.allSettled(streams.map((stream) => stream.next()));
    await one.server.stop();
    await until('its stream has ended', () => one.noticed.streams === 0);
    await listen();
    expect(other.noticed.streams).toBe(2);
    await other.server.stop();
    for (const outcome of await waiting) expect(outcome).toMatchObject({ status: 'rejected', reason: expect.any(StreamLost) });
  });

  it('is noticed when it freezes', async () => {
    const { server } = await serve();
    let frozen = false;
    const proxy = await listenBarely((socket) => {
      const beyond = new Pipe(server.port, socket, () => frozen);
      socket.once('close', () => beyond.close());
    });
    const { transport } = reach([proxy]);
    const stream = (await transport.subscribe({ query: 'subscription { never }' }, nobody)) as AsyncIterableIterator<ExecutionResult>;
    const waiting = stream.next();
    frozen = true;
    await expect(waiting).rejects.toThrow(StreamLost);
  });

  it('fails none of the requests that are in flight, with another beside it', async () => {
    const [one, other] = [await serve(), await serve()];
    const { transport } = reach([one.server.port, other.server.port]);
    let going = true;
    let answered = 0;
    const faults: unknown[] = [];
    const load = Array.from({ length: 20 }, async (_, index) => {
      while (going) {
        const answer = await transport.execute(index % 2 === 0 ? WRITE : ME, nobody).catch((error: unknown) => void faults.push(error));
        if (answer) answered += 1;
      }
    });
    await until('the load runs', () => answered > 200);
    await one.server.stop();
    const stoppedAt = answered;
    await until('it goes on at the other', () => answered > stoppedAt + 100);
    going = false;
    await Promise.all(load);
    expect(faults).toEqual([]);
  });
});

/** Carries bytes between two sockets until it is frozen. */
class Pipe {
  private readonly beyond: Socket;

  constructor(port: number, socket: Socket, isFrozen: () => boolean) {
    this.beyond = connect(port, '127.0.0.1');
    this.beyond.on('error', () => undefined);
    socket.on('data', (bytes) => {
      if (!isFrozen()) this.beyond.write(bytes);
    });
    this.beyond.on('data', (bytes) => {
      if (!isFrozen()) socket.write(bytes);
    });
  }

  close(): void {
    this.beyond.destroy();
  }
}
