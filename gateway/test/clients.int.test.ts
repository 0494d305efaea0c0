import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestGateway, type TestGateway } from './support/gateway.js';

const TOO_OFTEN = `mutation { renameEvent(id: "e1", title: "too often") { id } }`;
const RENAME = `mutation { renameEvent(id: "e1", title: "Event 1") { id } }`;

describe('what is tried too often', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway();
  });
  afterAll(() => gateway.stop());

  it('is answered with 429 and Retry-After where that is the whole answer', async () => {
    const { status, headers, body } = await gateway.post(TOO_OFTEN);
    expect([status, headers.get('retry-after')]).toEqual([429, '42']);
    expect(body).toMatchObject({ data: { renameEvent: null }, errors: [{ extensions: { code: 'RATE_LIMITED', retryAfter: 42 } }] });
    const twice = await gateway.post(`mutation { a: renameEvent(id: "e1", title: "too often") { id } b: renameEvent(id: "e2", title: "too often") { id } }`);
    expect(twice.status).toBe(429);
  });

  it('is one error among others where more was answered', async () => {
    const both = await gateway.post(`mutation { a: renameEvent(id: "e1", title: "too often") { id } b: renameEvent(id: "e1", title: "Event 1") { id } }`);
    expect([both.status, both.headers.get('retry-after')]).toEqual([200, null]);
    expect((await gateway.post(`mutation { a: renameEvent(id: "e1", title: "too often") { id } b: renameEvent(id: "none", title: "x") { id } }`)).status).toBe(200);
  });
});

describe('a client', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway({ TRUSTED_PROXIES: '127.0.0.1, ::1', PUBLIC_URL: 'https://convene.example' });
  });
  afterAll(() => gateway.stop());

  const seen = () => gateway.graph.seen.at(-1);

  it('is known by the address that a trusted proxy saw', async () => {
    await gateway.post('{ events { id } }', { headers: { 'x-forwarded-for': '198.51.100.7, 192.0.2.44' } });
    expect(seen()?.ipAddress).toBe('192.0.2.44');
    await gateway.post('{ events { id } }');
    expect(seen()?.ipAddress).toMatch(/^(127\.0\.0\.1|::1)$/);
  });

  it('is known by nothing that it says itself where no proxy is trusted', async () => {
    const bare = await startTestGateway();
    await bare.post('{ events { id } }', { headers: { 'x-forwarded-for': '192.0.2.44' } });
    expect(bare.graph.seen.at(-1)?.ipAddress).toMatch(/^(127\.0\.0\.1|::1)$/);
    await bare.stop();
  });

  it('gets a secret with the answer to a mutation of nobody, and is known by it from then on', async () => {
    expect((await gateway.post('{ events { id } }')).headers.get('set-cookie')).toBeNull();
    const { headers } = await gateway.post(RENAME);
    const cookie = headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^convene_device=[\w-]{43}; Path=\/graphql; HttpOnly; SameSite=Strict; Max-Age=31536000; Secure$/);
    const secret = /=([\w-]{43});/.exec(cookie)?.[1];
    expect(seen()?.deviceId).toBe(secret);
    const again = await gateway.post(RENAME, { headers: { cookie: `convene_device=${secret ?? ''}` } });
    expect(again.headers.get('set-cookie')).toBeNull();
    expect(seen()?.deviceId).toBe(secret);
  });

  it('over a socket is known by what opened it', async () => {
    const client = gateway.client();
    const done = new Promise<void>((resolve, reject) => {
      client.subscribe({ query: RENAME }, { next: () => undefined, complete: resolve, error: reject });
    });
    await done;
    expect(seen()).toMatchObject({ ipAddress: expect.stringMatching(/^(127\.0\.0\.1|::1)$/), deviceId: undefined });
  });

  it('is nobody that could be throttled where our own process asks', async () => {
    await gateway.execute({ query: '{ events { id } }' });
    expect(seen()).toMatchObject({ internal: true });
    await gateway.post('{ events { id } }', { headers: { internal: 'true' } });
    expect(seen()?.internal).toBeUndefined();
  });
});
