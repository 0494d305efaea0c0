import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildOnce, createWorkshop, type Instance, type Workshop } from './support/instance.js';

/** The data directory that is worked in, and one that nobody uses. */
let workshop: Workshop;
let empty: Workshop;
beforeAll(() => {
  buildOnce();
  workshop = createWorkshop();
  empty = createWorkshop();
});
afterAll(() => Promise.all([workshop.cleanUp(), empty.cleanUp()]));

/** What a start says on its way out, without the steps that it did. */
const lastLines = (output: string): string[] => output.trim().split('\n').filter((line) => !line.startsWith('✔'));

const IN_USE = /^The data directory .* is in use by process \d+/;

const IN_FLIGHT = 20;

describe('a start', () => {
  let running: Instance;

  it('beside another in the same data directory is refused in one line, also when both begin at once', async () => {
    const both = await Promise.all([workshop.start(), workshop.start()]);
    const refused = await Promise.race(both.map(async (instance) => instance.exited.then(() => instance)));
    expect(await refused.exited).toBe(1);
    expect(lastLines(refused.output())).toEqual([expect.stringMatching(IN_USE)]);
    running = await both[refused === both[0] ? 1 : 0].ready();

    const late = await workshop.start();
    expect(await late.exited).toBe(1);
    expect(lastLines(late.output())).toEqual([expect.stringMatching(IN_USE)]);
  });

  it('answers every request in flight when it is told to stop, and leaves nothing running', async () => {
    const token = await register(running.url);
    const begun = await Promise.all(Array.from({ length: IN_FLIGHT }, (_, index) => beginToCreateCalendar(running.url, token, `Calendar ${String(index)}`)));
    running.process.kill('SIGTERM');
    for (const { finish } of begun) expect(await finish()).toEqual({ data: { createCalendar: { name: expect.stringMatching('Calendar') } } });
    expect(await running.exited).toBe(0);
    expect(running.output()).toMatch(/Stopped\.\n$/);
    expect(workshop.postmaster()).toBeNull();
  });

  it('is refused in one line where the port is in use, and leaves nothing running', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const port = String((server.address() as AddressInfo).port);
    const instance = await empty.start({ PORT: port });
    expect(await instance.exited).toBe(1);
    expect(lastLines(instance.output())).toEqual([`Port ${port} is in use. Set PORT to another.`]);
    expect(empty.postmaster()).toBeNull();
    server.close();
  });

  it('tells every broken setting, one line each, before anything is started', async () => {
    const instance = await empty.start({ PORT: 'http', DEMO: 'yes', PUBLIC_URL: 'nowhere' });
    expect(await instance.exited).toBe(1);
    const said = lastLines(instance.output());
    expect(said).toHaveLength(3);
    for (const setting of ['PORT', 'DEMO', 'PUBLIC_URL']) expect(said).toContainEqual(expect.stringMatching(`^The setting ${setting} is broken: `));
    expect(empty.postmaster()).toBeNull();
  });
});

/** Registers somebody; answers with an access token. */
async function register(url: string): Promise<string> {
  const answer = await post(url, null, 'mutation ($input: RegisterInput!) { register(input: $input) { accessToken } }', {
    input: { username: 'person', email: 'person@example.org', fullName: 'A Person', password: 'a long password' },
  });
  return (answer as { data: { register: { accessToken: string } } }).data.register.accessToken;
}

/**
 * Sends a request up to where its body begins, and resolves once the server asks for that (RFC 9110, 10.1.1): from then on
 * it is in flight. `finish` sends the body, and gives the answer.
 */
async function beginToCreateCalendar(url: string, token: string, name: string): Promise<{ finish(): Promise<unknown> }> {
  const body = JSON.stringify({ query: 'mutation ($input: CreateCalendarInput!) { createCalendar(input: $input) { name } }', variables: { input: { name } } });
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), authorization: `Bearer ${token}`, expect: '100-continue' };
  const sent = request(`${url}/graphql`, { method: 'POST', headers, agent: false });
  const answered = once(sent, 'response') as Promise<[IncomingMessage]>;
  sent.flushHeaders();
  await once(sent, 'continue');
  return {
    async finish() {
      sent.end(body);
      const [response] = await answered;
      return JSON.parse(await text(response));
    },
  };
}

async function post(url: string, token: string | null, query: string, variables: object): Promise<unknown> {
  const body = JSON.stringify({ query, variables });
  const headers = { 'content-type': 'application/json', ...(token === null ? {} : { authorization: `Bearer ${token}` }) };
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
  return response.json();
}
