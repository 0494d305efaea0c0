import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Mailbox } from '../http/mailbox.js';
import { startTestGateway, type TestGateway } from './support/gateway.js';

const message = {
  id: 'm1',
  channel: 'EMAIL',
  to: 'ada@example.org',
  subject: 'Confirm your address',
  text: 'Open this link.',
  html: '<p>Open this link.</p>',
  at: new Date('2026-11-20T12:00:00Z'),
};
const mailbox: Mailbox = { list: () => Promise.resolve([message]) };

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({}, mailbox);
});
afterAll(() => gateway.stop());

const get = (path: string, accept = 'text/html') => fetch(`${gateway.url}${path}`, { headers: { accept }, redirect: 'manual' });

describe('pages', () => {
  it.each(['/', '/verify-email?token=t', '/reset-password?token=t', '/join?code=c', '/dev/messages', '/graphiql', '/graphql'])(
    'shows %s to people, with nothing from elsewhere and no script within the page',
    async (path) => {
      const response = await get(path);
      const html = await response.text();
      const policy = response.headers.get('content-security-policy') ?? '';
      expect([response.status, response.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')]);
      expect(policy).toContain("script-src 'self';");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
      expect(html).not.toMatch(/<script(?![^>]* src="\/)/);
      expect(html).not.toMatch(/(src|href)="(https?:)?\/\//);
      const files = [...html.matchAll(/(?:src|href)="(\/[^"]*\.(?:js|css|svg))"/g)].map((match) => match[1] ?? '');
      for (const file of files) expect([file, (await get(file, '*/*')).status]).toEqual([file, 200]);
    },
  );

  it('uses no token up when its page is opened, and keeps it out of caches', async () => {
    const before = gateway.graph.seen.length;
    const response = await get('/verify-email?token=secret');
    expect([response.headers.get('cache-control'), response.headers.get('referrer-policy')]).toEqual(['no-store', 'no-referrer']);
    expect(gateway.graph.seen.length).toBe(before);
  });

  it('answers programs that open /graphql with GraphQL', async () => {
    const response = await get('/graphql?query={__typename}', 'application/json');
    expect(response.headers.get('content-type')).toContain('json');
    expect((await get('/graphql', '*/*')).headers.get('content-type')).toContain('json');
  });

  it('says so, in a page or in JSON, where there is nothing', async () => {
    const page = await get('/nowhere');
    expect([page.status, page.headers.get('content-type')]).toEqual([404, expect.stringContaining('text/html')]);
    const json = await get('/nowhere', 'application/json');
    expect([json.status, await json.json()]).toEqual([404, { error: 'There is nothing here.' }]);
    expect((await get('/pages/../main.ts', '*/*')).status).toBe(404);
    expect((await get('/pages/%2e%2e/main.ts', '*/*')).status).not.toBe(200);
  });
});

describe('the mailbox', () => {
  it('gives messages as JSON to programs', async () => {
    const response = await get('/dev/messages', 'application/json');
    expect(await response.json()).toEqual({ messages: [{ ...message, at: '2026-11-20T12:00:00.000Z' }] });
  });

  it('is not there in production', async () => {
    const production = await startTestGateway({ NODE_ENV: 'production' }, mailbox);
    try {
      expect((await fetch(`${production.url}/dev/messages`, { headers: { accept: 'application/json' } })).status).toBe(404);
    } finally {
      await production.stop();
    }
  });
});

describe('for operators', () => {
  it('tells whether it lives, and whether every part can be reached', async () => {
    expect((await get('/livez')).status).toBe(200);
    expect((await get('/readyz')).status).toBe(200);
    gateway.graph.down.add('event');
    expect([(await get('/livez')).status, (await get('/readyz')).status]).toEqual([200, 503]);
    gateway.graph.down.clear();
  });

  it('counts operations', async () => {
    await gateway.post('{ __typename }');
    const text = await (await get('/metrics')).text();
    expect(text).toMatch(/gateway_operations_total\{type="query",transport="http",outcome="ok"\} \d+/);
    expect(text).toContain('process_cpu_user_seconds_total');
  });

  it('publishes the keys of access tokens, and no private part of them', async () => {
    const response = await get('/.well-known/jwks.json', 'application/json');
    const { keys } = (await response.json()) as { keys: Record<string, unknown>[] };
    expect(keys).toEqual([expect.objectContaining({ kty: 'OKP', kid: 'k1' })]);
    expect(keys[0]).not.toHaveProperty('d');
  });
});

describe('paths of subgraphs', () => {
  it('passes on what it does not know itself', async () => {
    gateway.graph.answerPath = (path) =>
      path === '/calendars/abc.ics'
        ? { status: 200, headers: { 'content-type': 'text/calendar; charset=utf-8', etag: '"1"' }, body: 'BEGIN:VCALENDAR' }
        : null;
    const response = await get('/calendars/abc.ics', '*/*');
    expect([response.status, response.headers.get('content-type'), response.headers.get('etag'), await response.text()]).toEqual([
      200,
      'text/calendar; charset=utf-8',
      '"1"',
      'BEGIN:VCALENDAR',
    ]);
    expect((await get('/calendars/other.ics', '*/*')).status).toBe(404);
    expect((await fetch(`${gateway.url}/calendars/abc.ics`, { method: 'POST' })).status).toBe(404);
  });
});
