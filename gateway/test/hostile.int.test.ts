import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { documents } from './hostile/documents.js';
import { requests, type HostileInput } from './hostile/requests.js';
import { byHttp, bySocket, type Target } from './hostile/senders.js';
import { sockets } from './hostile/sockets.js';
import { startTestGateway, type TestGateway } from './support/gateway.js';

/** Milliseconds that a refusal may take. */
const AT_MOST = 50;
/** Of so many tries the quickest is looked at: this machine does other things too. */
const TRIES = 5;

const inputs: readonly HostileInput[] = [
  ...documents.map(({ name, query, more, gets }) => ({ name: `${name}, by HTTP`, send: byHttp(query, more), gets: { status: gets['code'] === 'BAD_REQUEST' ? 400 : 200, ...gets } })),
  ...documents.map(({ name, query, more, gets }) => ({ name: `${name}, by WebSocket`, send: bySocket(query, more), gets })),
  ...requests,
  ...sockets,
];

let gateway: TestGateway;
let target: Target;
beforeAll(async () => {
  const impatient = { HEADERS_TIMEOUT_MS: '400', REQUEST_TIMEOUT_MS: '600', CONNECTION_INIT_TIMEOUT_MS: '300' };
  gateway = await startTestGateway({ ...impatient, MAX_CONNECTIONS: '1000' });
  target = { url: gateway.url, port: gateway.port, token: await gateway.sessions.signIn('u1') };
});
afterAll(() => gateway.stop());
afterEach(async () => {
  const { body } = await gateway.post('{ me { id } event(id: "e1") { title } }', { token: target.token });
  expect(body).toEqual({ data: { me: { id: 'u1' }, event: { title: 'Event 1' } } });
  expect(Object.keys(Object.prototype)).toEqual([]);
});

async function timed(input: HostileInput): Promise<number> {
  const begun = performance.now();
  expect(await input.send(target)).toEqual(input.gets);
  return performance.now() - begun;
}

describe('hostile input', () => {
  it('is known in 60 kinds and more', () => {
    expect(documents.length + requests.length + sockets.length).toBeGreaterThanOrEqual(60);
  });

  it.each(inputs.map((input) => [input.name, input] as const))('%s', async (_name, input) => {
    let quickest = await timed(input);
    for (let tries = 1; !input.slow && quickest > AT_MOST && tries < TRIES; tries += 1) quickest = Math.min(quickest, await timed(input));
    if (!input.slow) expect(quickest).toBeLessThan(AT_MOST);
  });
});
