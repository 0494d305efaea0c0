import { connect } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WebSocket } from 'ws';
import { until } from '../../platform/testing/until.js';
import { raw } from './hostile/senders.js';
import { startTestGateway, type TestGateway } from './support/gateway.js';

const GOOD = JSON.stringify({ query: '{ __typename }' });
const JSON_TYPE = { 'content-type': 'application/json' };
const MODERN = { ...JSON_TYPE, accept: 'application/graphql-response+json' };

let gateway: TestGateway;
let ada: string;
beforeAll(async () => {
  gateway = await startTestGateway({ ALLOWED_ORIGINS: 'https://app.example, https://other.example' });
  ada = await gateway.sessions.signIn('u1');
});
afterAll(() => gateway.stop());

const post = (body: BodyInit, headers: Record<string, string> = JSON_TYPE, to = gateway) => fetch(`${to.url}/graphql`, { method: 'POST', headers, body });
const ask = async (query: string, headers: Record<string, string>, to = gateway): Promise<number> => (await post(JSON.stringify({ query }), headers, to)).status;

describe('bodies', () => {
  it('may be 256 kB long, and not a byte more', async () => {
    const fill = (bytes: number): string => GOOD.slice(0, -1) + ' '.repeat(bytes - GOOD.length) + '}';
    expect([(await post(fill(262_144))).status, (await post(fill(262_145))).status]).toEqual([200, 413]);
  });

  it.each([
    ['gzip', gzipSync(GOOD)],
    ['deflate', deflateSync(GOOD)],
    ['br', brotliCompressSync(GOOD)],
    ['identity', Buffer.from(GOOD)],
  ])('may be packed by %s', async (encoding, packed) => {
    const response = await post(new Uint8Array(packed), { ...JSON_TYPE, 'content-encoding': encoding });
    expect([response.status, await response.json()]).toEqual([200, { data: { __typename: 'Query' } }]);
  });

  it('that are refused are not read to their end', async () => {
    const head = ['POST /graphql HTTP/1.1', 'Host: localhost', 'Content-Type: application/json', 'Content-Length: 1000000000'].join('\r\n');
    const connection = connect(gateway.port, '127.0.0.1');
    let open = true;
    connection.on('close', () => (open = false)).on('error', () => undefined);
    connection.write(`${head}\r\n\r\n`);
    const chunk = Buffer.alloc(64 * 1024, ' ');
    await until('the connection is cut', () => {
      if (open && connection.writableLength < 1_000_000) connection.write(chunk);
      return !open;
    });
    expect(connection.bytesWritten).toBeLessThan(20_000_000);
  });

  it('may come in pieces, in UTF-8 whose characters are cut in two', async () => {
    const body = Buffer.from('{"query":"{ __typename } # ☃"}');
    const head = `POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${String(body.length)}\r\n\r\n`;
    const cut = body.indexOf(0xe2) + 1;
    expect(await raw(head, body.subarray(0, cut), body.subarray(cut))({ url: gateway.url, port: gateway.port, token: '' })).toEqual({ status: 200 });
  });
});

describe('origins', () => {
  it('on the list may ask and read; browsers are told so', async () => {
    const answer = await post(GOOD, { ...JSON_TYPE, origin: 'https://app.example' });
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([200, 'https://app.example']);
    expect(answer.headers.get('vary')).toContain('origin');
    const preflight = await fetch(`${gateway.url}/graphql`, {
      method: 'OPTIONS',
      headers: { origin: 'https://other.example', 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' },
    });
    expect([preflight.status, preflight.headers.get('access-control-allow-headers')]).toEqual([204, expect.stringContaining('authorization')]);
    expect(preflight.headers.has('access-control-allow-credentials')).toBe(false);
  });

  it('that are not on it may neither ask nor open sockets', async () => {
    const status = (origin: string): Promise<unknown> =>
      new Promise((resolve) => {
        const socket = new WebSocket(`${gateway.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { origin });
        socket.on('unexpected-response', (_request, response) => resolve(response.statusCode));
        socket.on('error', () => undefined);
        socket.on('open', () => (socket.terminate(), resolve('open')));
      });
    expect([await status('https://app.example'), await status(`http://localhost:${String(gateway.port)}`), await status('https://app.example.evil')]).toEqual(['open', 403, 403]);
    expect((await post(GOOD, { ...JSON_TYPE, origin: gateway.url })).status).toBe(403);
  });

  it('are our own where no list was given: the public address, and in development this machine', async () => {
    const from = async (origin: string, to: TestGateway): Promise<number> => (await post(GOOD, { ...JSON_TYPE, origin }, to)).status;
    for (const [env, local] of [[{}, 200], [{ NODE_ENV: 'production' }, 403]] as const) {
      const other = await startTestGateway({ PUBLIC_URL: 'https://convene.example/app', ...env });
      try {
        const port = String(other.port);
        const tried = ['https://convene.example', `http://localhost:${port}`, `http://127.0.0.1:${port}`, 'http://convene.example', 'http://localhost:1'];
        expect(await Promise.all(tried.map((origin) => from(origin, other)))).toEqual([200, local, local, 403, 403]);
      } finally {
        await other.stop();
      }
    }
  });
});

describe('statuses', () => {
  const statuses = async (to: TestGateway, headers: Record<string, string>): Promise<number[]> =>
    Promise.all(['{ __typename }', '{', '{ nothing }', 'query ($id: ID!) { event(id: $id) { id } }', `{ ${'a '.repeat(20)} }`, '{ secrets event(id: "e1") { id } }'].map((query) => ask(query, headers, to)));

  it('of 2025: 400 for what can not be run; plain JSON is always 200', async () => {
    expect(await statuses(gateway, MODERN)).toEqual([200, 400, 400, 400, 400, 200]);
    expect(await statuses(gateway, JSON_TYPE)).toEqual([200, 200, 200, 200, 200, 200]);
  });

  it('of September 2026, when asked for: 422 for what was understood, 294 for partial answers', async () => {
    const next = await startTestGateway({ STATUS_CODES: '2026-09' });
    try {
      expect(await statuses(next, MODERN)).toEqual([200, 400, 422, 422, 422, 294]);
      expect(await statuses(next, JSON_TYPE)).toEqual([200, 200, 200, 200, 200, 200]);
      expect((await post('{"variables":{}}', MODERN, next)).status).toBe(422);
      expect((await post('{', MODERN, next)).status).toBe(400);
    } finally {
      await next.stop();
    }
  });
});

describe('sockets', () => {
  const connected = async (token: string | undefined): Promise<{ socket: WebSocket; acknowledged: boolean; code: () => number | null; messages: Record<string, unknown>[] }> => {
    const socket = new WebSocket(`${gateway.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    const messages: Record<string, unknown>[] = [];
    let code: number | null = null;
    socket.on('open', () => socket.send(JSON.stringify({ type: 'connection_init', payload: token === undefined ? {} : { authorization: `Bearer ${token}` } })));
    socket.on('message', (data) => messages.push(JSON.parse((data as Buffer).toString('utf8')) as Record<string, unknown>));
    socket.on('close', (closed) => (code = closed));
    await until('it is acknowledged or closed', () => messages.length > 0 || code !== null);
    return { socket, acknowledged: messages[0]?.['type'] === 'connection_ack', code: () => code, messages };
  };

  it('are ten for one person, more for nobody, and free again once one is closed', async () => {
    const bob = await gateway.sessions.signIn('u2');
    const ten = await Promise.all(Array.from({ length: 10 }, () => connected(bob)));
    expect(ten.every(({ acknowledged }) => acknowledged)).toBe(true);
    const eleventh = await connected(bob);
    expect([eleventh.acknowledged, eleventh.code()]).toEqual([false, 4429]);
    const others = await Promise.all([connected(ada), ...Array.from({ length: 12 }, () => connected(undefined))]);
    expect(others.every(({ acknowledged }) => acknowledged)).toBe(true);
    ten[0]?.socket.close();
    await until('there is room again', async () => {
      const next = await connected(bob);
      others.push(next);
      return next.acknowledged;
    });
    for (const { socket } of [...ten, ...others]) socket.terminate();
  });

  it('carry twenty subscriptions, and one more when one has ended', async () => {
    const { socket, messages, code } = await connected(await gateway.sessions.signIn('u3'));
    const listen = (id: string): void => socket.send(JSON.stringify({ id, type: 'subscribe', payload: { query: 'subscription { calendarChanged(calendarId: "c1") { kind } }' } }));
    const refusals = (): unknown[] => messages.filter(({ type }) => type === 'error').map(({ id }) => id);
    for (let n = 1; n <= 20; n += 1) listen(String(n));
    await until('20 listen', () => gateway.graph.listeners() === 20);
    listen('21');
    await until('one is refused', () => refusals().length === 1);
    expect(messages.find(({ id }) => id === '21')).toMatchObject({ payload: [{ extensions: { code: 'QUERY_TOO_COMPLEX', bound: 'subscriptionsPerConnection', limit: 20 } }] });
    socket.send(JSON.stringify({ id: '1', type: 'complete' }));
    await until('one has ended', () => gateway.graph.listeners() === 19);
    listen('22');
    await until('20 listen again', () => gateway.graph.listeners() === 20);
    expect([refusals(), code()]).toEqual([['21'], null]);
    socket.terminate();
    await until('none listens', () => gateway.graph.listeners() === 0);
  });

  it('have 100 operations on their way at once, and answer again when these are done', async () => {
    const { socket, messages } = await connected(ada);
    const asked = (id: number): void => socket.send(JSON.stringify({ id: String(id), type: 'subscribe', payload: { query: '{ wait(milliseconds: 300) }' } }));
    for (let n = 1; n <= 101; n += 1) asked(n);
    await until('all are answered', () => messages.filter(({ type }) => type === 'next' || type === 'error').length === 101);
    expect(messages.filter(({ type }) => type === 'error').map(({ id }) => id)).toEqual(['101']);
    asked(102);
    await until('the next is answered', () => messages.some(({ id, type }) => id === '102' && type === 'next'));
    socket.terminate();
  });
});

describe('every answer', () => {
  const paths = ['/', '/join?code=c', '/graphiql', '/graphql', '/nowhere', '/livez', '/readyz', '/metrics', '/.well-known/jwks.json', '/pages/pages.css', '/pages/nowhere.css', '/graphql?query={__typename}', '/%zz'];
  it.each(paths)('bears a policy and says what it is: %s', async (path) => {
    for (const accept of ['text/html', 'application/json']) {
      const { headers } = await fetch(`${gateway.url}${path}`, { headers: { accept } });
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toMatch(/script-src[^;]*unsafe|https?:|\*/);
      expect([headers.get('x-content-type-options'), headers.get('x-frame-options'), headers.get('referrer-policy')]).toEqual(['nosniff', 'DENY', 'no-referrer']);
      expect(headers.has('x-powered-by')).toBe(false);
    }
  });

  it('lets GraphiQL write styles, and nothing else', async () => {
    const { headers } = await fetch(`${gateway.url}/graphiql`);
    const policy = Object.fromEntries((headers.get('content-security-policy') ?? '').split('; ').map((part) => [part.slice(0, part.indexOf(' ')), part.slice(part.indexOf(' ') + 1)]));
    expect([policy['script-src'], policy['style-src'], policy['connect-src'], policy['worker-src']]).toEqual(["'self'", "'self' 'unsafe-inline'", "'self'", "'self'"]);
  });

  it('is kept by no cache when it is GraphQL', async () => {
    expect((await post(GOOD)).headers.get('cache-control')).toBe('no-store');
  });
});

describe('GraphiQL', () => {
  it.each([
    [{ NODE_ENV: 'production' }, 404],
    [{ NODE_ENV: 'production', GRAPHIQL: '1' }, 200],
    [{ GRAPHIQL: '0' }, 404],
  ])('with %j answers %i', async (env, status) => {
    const other = await startTestGateway(env);
    try {
      expect((await fetch(`${other.url}/graphiql`, { headers: { accept: 'text/html' } })).status).toBe(status);
    } finally {
      await other.stop();
    }
  });
});
