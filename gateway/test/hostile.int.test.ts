import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { documents } from './hostile/documents.js';
import { requests, type HostileInput } from './hostile/requests.js';
import { byHttp, bySocket, type Target } from './hostile/senders.js';
import { sockets } from './hostile/sockets.js';
import { startTestGateway, type TestGateway } from './support/gateway.js';

/** Milliseconds of processor that a refusal may cost, sender and server together: how long it takes is also the neighbours' doing. */
const AT_MOST = 50;
/** Of so many tries the cheapest is looked at: garbage is collected, and code compiled, when it suits the engine. */
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

/** Sends it, looks at the answer, and says what that cost. */
async function costOf(input: HostileInput): Promise<number> {
  const before = process.cpuUsage();
  expect(await input.send(target)).toEqual(input.gets);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

describe('hostile input', () => {
  it('is known in 60 kinds and more', () => {
    expect(documents.length + requests.length + sockets.length).toBeGreaterThanOrEqual(60);
  });

  it.each(inputs.map((input) => [input.name, input] as const))('%s', async (_name, input) => {
    let cheapest = await costOf(input);
    for (let tries = 1; !input.slow && cheapest > AT_MOST && tries < TRIES; tries += 1) cheapest = Math.min(cheapest, await costOf(input));
    if (!input.slow) expect(cheapest).toBeLessThan(AT_MOST);
  });
});
