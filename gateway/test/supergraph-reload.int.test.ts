import { mkdtemp, rename, rm, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { until } from '../../platform/testing/until.js';
import { startTestGateway, type TestGateway } from './support/gateway.js';
import { testSupergraph } from './support/graph.js';

const NEXT = testSupergraph().replace('secrets: String', 'another(id: ID!): Event @join__field(graph: EVENT)\n  secrets: String');
const LISTEN = 'subscription { calendarChanged(calendarId: "c1") { cursor event { title organizer { fullName } } } }';

let folder: string;
let file: string;
let gateway: TestGateway;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'supergraph-'));
  file = join(folder, 'supergraph.graphql');
});
beforeEach(async () => {
  await writeFile(file, testSupergraph());
  gateway = await startTestGateway({ SUPERGRAPH: file, SUPERGRAPH_POLL_MS: '20' });
});
afterEach(() => gateway.stop());
afterAll(() => rm(folder, { recursive: true }));

const counted = async (outcome: string): Promise<boolean> =>
  (await gateway.metrics.getSingleMetricAsString('gateway_supergraphs_total')).includes(`gateway_supergraphs_total{outcome="${outcome}"}`);
const knows = async (field: string): Promise<boolean> => JSON.stringify((await gateway.post('{ __schema { queryType { fields { name } } } }')).body).includes(`"${field}"`);

/** Takes the file's place at once, as mounted files are replaced. */
async function replaceFile(sdl: string): Promise<void> {
  await writeFile(`${file}.next`, sdl);
  await rename(`${file}.next`, file);
}

describe('another supergraph in the file', () => {
  it('is served without dropping a request or a listener', async () => {
    const client = gateway.client({ authorization: `Bearer ${await gateway.sessions.signIn('u1')}` });
    const heard: unknown[] = [];
    client.subscribe({ query: LISTEN }, { next: (result) => void heard.push(result), error: (error) => void heard.push(error), complete: () => void heard.push('complete') });
    await until('it listens', () => gateway.graph.listeners() === 1);
    const slow = gateway.post('{ wait(milliseconds: 1000) event(id: "e1") { title organizer { fullName } } }');

    let loading = true;
    const outcomes = new Set<string>();
    const load = Array.from({ length: 8 }, async () => {
      while (loading) {
        const { status, body } = await gateway.post('{ event(id: "e1") { title organizer { fullName } } }');
        outcomes.add(JSON.stringify([status, body]));
      }
    });
    await replaceFile(NEXT);
    await until('the next one is served', () => knows('another'));
    gateway.graph.change('c1', { cursor: '1', kind: 'UPDATED', event: { id: 'e1' } });
    await until('the listener heard', () => heard.length === 1);
    loading = false;
    await Promise.all(load);

    const event = { title: 'Event 1', organizer: { fullName: 'Ada Lovelace' } };
    expect([...outcomes]).toEqual([JSON.stringify([200, { data: { event } }])]);
    expect(heard).toEqual([{ data: { calendarChanged: { cursor: '1', event } } }]);
    expect((await slow).body).toEqual({ data: { wait: 1000, event } });
    expect(await counted('served')).toBe(true);
    expect((await gateway.post('{ another(id: "e1") { id } }')).status).toBe(200);
    await client.dispose();
  });

  it.each([
    ['is no GraphQL', 'type Query {'],
    ['is no supergraph', 'type Query { another: String }'],
    ['has a subgraph that is not there', NEXT.replace('name: "booking"', 'name: "elsewhere"')],
    ['is empty', ''],
  ])('is refused when it %s; the old one serves on, and a good one is taken again', async (_what, broken) => {
    await replaceFile(broken);
    await until('it was refused', () => counted('refused'));
    expect((await gateway.post('{ event(id: "e1") { title } }')).body).toEqual({ data: { event: { title: 'Event 1' } } });
    expect(await knows('another')).toBe(false);
    await replaceFile(NEXT);
    await until('the good one is served', () => knows('another'));
  });

  it('is looked for when the file is gone for a while', async () => {
    await unlink(file);
    expect((await gateway.post('{ event(id: "e1") { title } }')).status).toBe(200);
    await replaceFile(NEXT);
    await until('it is served', () => knows('another'));
  });
});
