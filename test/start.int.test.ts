import { createServer, type AddressInfo } from 'node:net';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { buildOnce, createWorkshop, type Workshop } from './support/instance.js';

let workshop: Workshop;
beforeAll(buildOnce);
beforeEach(() => { workshop = createWorkshop(); });
afterEach(() => workshop.cleanUp());

/** What a start says on its way out, without its list of steps. */
const lastLines = (output: string): string[] => output.trim().split('\n').filter((line) => !line.startsWith('✔'));

describe('a start', () => {
  it('beside another in the same data directory is refused in one line, also when both begin at once', async () => {
    const both = await Promise.all([workshop.start(), workshop.start()]);
    const loser = await Promise.race(both.map(async (instance) => ((await instance.exited) === 1 ? instance : Promise.reject(new Error(instance.output())))));
    expect(lastLines(loser.output())).toEqual([expect.stringMatching(/^The data directory .* is in use by process \d+/)]);
    const winner = both.find((instance) => instance !== loser);
    await winner?.ready();
    const late = await workshop.start();
    expect(await late.exited).toBe(1);
    expect(lastLines(late.output())).toEqual([expect.stringMatching(/^The data directory .* is in use by process \d+/)]);
  });

  it('is refused in one line where the port is in use, and leaves nothing running', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const port = String((server.address() as AddressInfo).port);
    const instance = await workshop.start({ PORT: port });
    expect(await instance.exited).toBe(1);
    expect(lastLines(instance.output())).toEqual([`Port ${port} is in use. Set PORT to another.`]);
    expect(workshop.postmaster()).toBeNull();
    server.close();
  });

  it('tells every broken setting, one line each, before anything is started', async () => {
    const instance = await workshop.start({ PORT: 'http', DEMO: 'yes', PUBLIC_URL: 'nowhere' });
    expect(await instance.exited).toBe(1);
    const said = lastLines(instance.output());
    expect(said).toHaveLength(3);
    for (const setting of ['PORT', 'DEMO', 'PUBLIC_URL']) expect(said).toContainEqual(expect.stringMatching(`^The setting ${setting} is broken: `));
    expect(workshop.postmaster()).toBeNull();
  });

  it('answers every request in flight when it is told to stop', async () => {
    const instance = await (await workshop.start()).ready();
    const people = Array.from({ length: 40 }, (_, index) => `person${String(index)}`);
    const answers = people.map((username) => register(instance.url, username));
    await Promise.race(answers);
    instance.process.kill('SIGTERM');
    for (const answer of await Promise.all(answers)) expect(answer).toMatchObject({ data: { register: { user: { username: expect.stringMatching('person') } } } });
    expect(await instance.exited).toBe(0);
    expect(instance.output()).toMatch(/Stopped\.\n$/);
    expect(workshop.postmaster()).toBeNull();
  });
});

const register = (url: string, username: string): Promise<unknown> =>
  post(url, `mutation ($input: RegisterInput!) { register(input: $input) { user { username } } }`, {
    input: { username, email: `${username}@example.org`, fullName: 'A Person', password: 'a long password' },
  });

async function post(url: string, query: string, variables: object): Promise<unknown> {
  const body = JSON.stringify({ query, variables });
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  return response.json();
}
