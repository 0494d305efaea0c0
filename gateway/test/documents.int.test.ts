import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { packageRoot } from '../../platform/package-root.js';
import { StartRefused } from '../../platform/start-refused.js';
import { readTrustedDocuments } from '../documents/trusted.js';
import { bySocket, type Outcome, type Target } from './hostile/senders.js';
import { startTestGateway, type TestGateway } from './support/gateway.js';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const persisted = (hash: string, version = 1): object => ({ persistedQuery: { version, sha256Hash: hash } });
const TITLE = 'query Title($id: ID!) { event(id: $id) { title } }';
const LISTEN = 'subscription Ticks { ticks }';
const variables = { id: 'e1' };
const ANSWER = { data: { event: { title: 'Event 1' } } };

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));
async function operations(content: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'operations-'));
  folders.push(folder);
  const file = join(folder, 'operations.json');
  await writeFile(file, content);
  return file;
}

async function http(gateway: TestGateway, sent: object): Promise<[number, unknown]> {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body: JSON.stringify(sent),
  });
  return [response.status, await response.json()];
}
async function get(gateway: TestGateway, sent: Record<string, unknown>): Promise<unknown> {
  const search = new URLSearchParams(Object.entries(sent).map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)]));
  const response = await fetch(`${gateway.url}/graphql?${search.toString()}`, { headers: { 'apollo-require-preflight': 'yes' } });
  return response.json();
}
async function websocket(gateway: TestGateway, query: string, more: object): Promise<Outcome> {
  const target: Target = { url: gateway.url, port: gateway.port, token: await gateway.sessions.signIn('u1') };
  return bySocket(query, more)(target);
}

describe('documents that clients leave under their hash', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway({ PERSISTED_CHARACTERS: '2000' });
  });
  afterAll(() => gateway.stop());

  it('are asked for, left, and found from then on, by POST, GET and WebSocket', async () => {
    const extensions = persisted(sha256(TITLE));
    expect(await http(gateway, { extensions, variables })).toMatchObject([400, { errors: [{ message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }] }]);
    expect(await http(gateway, { query: TITLE, extensions, variables })).toEqual([200, ANSWER]);
    expect(await http(gateway, { extensions, variables })).toEqual([200, ANSWER]);
    expect(await get(gateway, { extensions, variables })).toEqual(ANSWER);
    expect(await websocket(gateway, '', { extensions, variables })).toEqual(ANSWER);
  });

  it('may be left by WebSocket too, and listened to', async () => {
    expect(await websocket(gateway, LISTEN, { extensions: persisted(sha256(LISTEN)) })).toEqual({ data: { ticks: 1 } });
    expect(await websocket(gateway, '', { extensions: persisted(sha256(LISTEN)) })).toEqual({ data: { ticks: 1 } });
  });

  it('are kept up to a size, and what was used longest ago goes first', async () => {
    const text = (n: number): string => `query Padded${String(n)}${'x'.repeat(300)} { __typename }`;
    for (let n = 0; n < 20; n += 1) await http(gateway, { query: text(n), extensions: persisted(sha256(text(n))) });
    expect(await http(gateway, { extensions: persisted(sha256(text(0))) })).toMatchObject([400, { errors: [{ message: 'PersistedQueryNotFound' }] }]);
    expect(await http(gateway, { extensions: persisted(sha256(text(19))) })).toEqual([200, { data: { __typename: 'Query' } }]);
  });

  it('are not left when they are over a bound, under a hash of another, or by another protocol', async () => {
    const wide = `{ ${'a '.repeat(20)} }`;
    expect(await http(gateway, { query: wide, extensions: persisted(sha256(wide)) })).toMatchObject([400, { errors: [{ extensions: { code: 'QUERY_TOO_COMPLEX' } }] }]);
    expect(await http(gateway, { extensions: persisted(sha256(wide)) })).toMatchObject([400, { errors: [{ message: 'PersistedQueryNotFound' }] }]);
    expect(await http(gateway, { query: '{ __typename }', extensions: persisted(sha256(TITLE)) })).toMatchObject([400, { errors: [{ extensions: { code: 'BAD_REQUEST' } }] }]);
    expect(await http(gateway, { query: TITLE, extensions: persisted(sha256(TITLE), 2) })).toMatchObject([400, { errors: [{ extensions: { code: 'BAD_REQUEST' } }] }]);
  });
});

describe('with trusted documents alone', () => {
  const REGISTERED = { [sha256(TITLE)]: TITLE, ticks: LISTEN };
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway({ TRUSTED_DOCUMENTS: 'only', TRUSTED_DOCUMENTS_FILE: await operations(JSON.stringify(REGISTERED)) });
  });
  afterAll(() => gateway.stop());

  it('answers what is registered, by hash and by text, on both transports', async () => {
    const sent = [{ query: TITLE }, { extensions: persisted(sha256(TITLE)) }, { documentId: `sha256:${sha256(TITLE)}` }, { query: TITLE.replaceAll(' ', '\n ') }];
    for (const each of sent) expect(await http(gateway, { ...each, variables })).toEqual([200, ANSWER]);
    expect(await websocket(gateway, TITLE, { variables })).toEqual(ANSWER);
    expect(await websocket(gateway, '', { extensions: persisted(sha256(TITLE)), variables })).toEqual(ANSWER);
    expect(await websocket(gateway, LISTEN, {})).toEqual({ data: { ticks: 1 } });
    expect(await websocket(gateway, '', { extensions: persisted('ticks') })).toEqual({ data: { ticks: 1 } });
  });

  it('refuses everything else, by hash and by text, on both transports', async () => {
    const other = '{ __typename }';
    const left = { query: other, extensions: persisted(sha256(other)) };
    for (const sent of [{ query: other }, left, { extensions: persisted(sha256(other)) }, { documentId: 'toString' }, { query: '{ __schema { queryType { name } } }' }]) {
      expect(await http(gateway, sent)).toEqual([403, { errors: [{ message: 'Only operations that were registered are answered here.', extensions: { code: 'FORBIDDEN' } }] }]);
    }
    for (const [query, more] of [[other, {}], ['', { extensions: persisted(sha256(other)) }], [other, left], ['subscription { ticks }', {}]] as const) {
      expect(await websocket(gateway, query, more)).toEqual({ code: 'FORBIDDEN' });
    }
  });

  it('does not start without them, or with a file that holds none', async () => {
    const start = (file: string): Promise<unknown> => readTrustedDocuments(file, true);
    await expect(start(join(packageRoot(), 'nowhere.json'))).rejects.toThrow(StartRefused);
    await expect(start(await operations('[1]'))).rejects.toThrow(/TRUSTED_DOCUMENTS_FILE: .* holds no object of texts by hash/);
  });
});
