import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import { startTestGateway, type TestGateway } from './support/gateway.js';

/** What a probe got: enough to say whether it found something. */
interface Finding {
  readonly status: number;
  readonly text: string;
  readonly data: unknown;
  readonly extensions: unknown;
}

/** After the descriptions of graphql-cop's tests: each sends something, and says whether the answer is a finding. */
interface Probe {
  readonly name: string;
  readonly path?: string;
  readonly init?: RequestInit;
  readonly finds: (got: Finding) => boolean;
}

const JSON_TYPE = { 'content-type': 'application/json' };
const post = (sent: unknown): RequestInit => ({ method: 'POST', headers: JSON_TYPE, body: JSON.stringify(sent) });
const ask = (query: string): RequestInit => post({ query });
const times = (count: number, each: (index: number) => string): string => Array.from({ length: count }, (_, index) => each(index)).join(' ');
const answered = ({ data }: Finding): boolean => data !== undefined && data !== null;

const probes: readonly Probe[] = [
  { name: 'alias overloading', init: ask(`{ ${times(101, (n) => `alias${String(n)}: __typename`)} }`), finds: answered },
  { name: 'batches', init: post(Array.from({ length: 10 }, () => ({ query: '{ __typename }' }))), finds: ({ text }) => text.startsWith('[') },
  { name: 'directive overloading', init: ask(`{ __typename ${times(50, () => '@include(if: true)')} }`), finds: answered },
  { name: 'directives that are not there', init: ask(`{ __typename ${'@aa'.repeat(10)} }`), finds: ({ text }) => (text.match(/@aa/g) ?? []).length >= 10 },
  { name: 'field duplication', init: ask(`{ ${times(500, () => '__typename')} }`), finds: answered },
  { name: 'circular introspection', init: ask('{ __schema { types { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } }'), finds: answered },
  { name: 'circular fragments', init: ask('{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }'), finds: ({ status, data }) => status >= 500 || data !== undefined },
  { name: 'queries by GET', path: '/graphql?query={__typename}', finds: answered },
  { name: 'mutations by GET', path: '/graphql?query=mutation{__typename}', finds: answered },
  {
    name: 'forms by POST',
    init: { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'query=%7B__typename%7D' },
    finds: answered,
  },
  { name: 'field suggestions', init: ask('{ __schema { directive } evnt }'), finds: ({ text }) => /did you mean/i.test(text) },
  { name: 'introspection', init: ask(getIntrospectionQuery()), finds: answered },
  ...['/', '/graphql', '/graphiql', '/playground', '/console'].map((path) => ({
    name: `an IDE at ${path}`,
    path,
    init: { headers: { accept: 'text/html' } },
    finds: ({ text }: Finding) => /<title>[^<]*(graphiql|playground|sandbox)|id="graphiql"/i.test(text),
  })),
  { name: 'tracing', init: ask('{ __typename }'), finds: ({ extensions }) => /tracing|debug/i.test(JSON.stringify(extensions ?? {})) },
  { name: 'errors that nobody foresaw', init: ask('qwerty { abc }'), finds: ({ status, text }) => status >= 500 || /stack|exception|node_modules|\.ts:/i.test(text) },
];

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({ NODE_ENV: 'production' });
});
afterAll(() => gateway.stop());

async function send({ path = '/graphql', init }: Probe): Promise<Finding> {
  const response = await fetch(`${gateway.url}${path}`, init);
  const text = await response.text();
  const isJson = (response.headers.get('content-type') ?? '').includes('json');
  const { data, extensions } = (isJson ? JSON.parse(text) : {}) as { data?: unknown; extensions?: unknown };
  return { status: response.status, text, data, extensions };
}

describe('probes for what is often wrong with GraphQL servers, in production', () => {
  it.each(probes.map((probe) => [probe.name, probe] as const))('find nothing: %s', async (_name, probe) => {
    const got = await send(probe);
    expect(probe.finds(got) ? got : 'nothing').toBe('nothing');
  });
});
