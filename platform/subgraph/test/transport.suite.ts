import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ExecutionResult } from 'graphql';
import { CallerError } from '../../errors.js';
import { pullIterator } from '../../iteration.js';
import { silentLogger } from '../../logger.js';
import { until } from '../../testing/until.js';
import { AbortEmitter } from '../abort-emitter.js';
import { createSubgraph } from '../subgraph.js';
import type { RequestIdentity, RunningSubgraph, SubgraphTransport } from '../transport.js';

const typeDefs = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@requiresScopes"])
  scalar Moment
  type Query {
    echo(given: Given): Echo
    me: String
    large(size: Int!): [String!]
    broken: String
    refused(times: Int!): [Refusing!]
    secret: String @requiresScopes(scopes: [["ADMIN"]])
    hang: String
  }
  input Given { moment: Moment! note: String list: [Int] deep: Given }
  type Echo { moment: Moment! note: String list: [Int] deep: Echo }
  type Refusing { id: ID! refused: String }
  type Mutation { write(text: String!): Int }
  type Subscription { count(to: Int!): Int! whoami: String! never: Int! fails: Int! secret: Int! @requiresScopes(scopes: [["ADMIN"]]) }
  type Thing @key(fields: "id") { id: ID! name: String }
`;

/** What the subgraph of the suite noticed. */
export interface Noticed {
  readonly identities: RequestIdentity[];
  written: string[];
  /** Streams that were begun and are not ended. */
  streams: number;
  /** Messages that streams were asked for. */
  pulled: number;
}

/** A subgraph with a bit of everything that a transport may have to carry. */
export function createCarriedSubgraph(): { subgraph: RunningSubgraph; noticed: Noticed } {
  const noticed: Noticed = { identities: [], written: [], streams: 0, pulled: 0 };
  const { transport } = createSubgraph<RequestIdentity>({
    name: 'carried',
    typeDefs,
    logger: silentLogger(),
    contextOf: (identity) => {
      noticed.identities.push(identity);
      return identity;
    },
    resolvers: {
      Moment: { serialize: (value: Date) => value.toISOString(), parseValue: (text: string) => new Date(text) } as never,
      Query: {
        echo: (_: unknown, { given }: { given: unknown }) => given,
        me: (_: unknown, __: unknown, { viewer }: RequestIdentity) => viewer?.userId ?? null,
        large: (_: unknown, { size }: { size: number }) => Array.from({ length: size }, (__, index) => `line ${String(index)} äöü 🗓`),
        broken: () => {
          throw new Error('SELECT secret FROM 10.0.0.7');
        },
        refused: (_: unknown, { times }: { times: number }) => Array.from({ length: times }, (__, id) => ({ id })),
        secret: () => 'secret',
        hang: () => new Promise(() => undefined),
      },
      Refusing: {
        refused: ({ id }: { id: number }) => {
          throw new CallerError('CONFLICT', `Number ${String(id)} was faster.`, { revision: id, issues: [{ path: ['input', 0], message: 'no' }], none: null });
        },
      },
      Mutation: { write: (_: unknown, { text }: { text: string }) => noticed.written.push(text) },
      Subscription: {
        count: { subscribe: (_: unknown, { to }: { to: number }) => stream(noticed, (n) => (n <= to ? { count: n } : null)) },
        whoami: { subscribe: () => stream(noticed, (n) => (n <= 2 ? {} : null)), resolve: (_: unknown, __: unknown, { viewer }: RequestIdentity) => viewer?.userId ?? 'nobody' },
        never: { subscribe: () => stream(noticed, () => undefined) },
        fails: {
          subscribe: () =>
            stream(noticed, (n) => {
              if (n > 1) throw new CallerError('RESYNC_REQUIRED', 'Read again.');
              return { fails: n };
            }),
        },
        secret: { subscribe: () => stream(noticed, () => null) },
      },
      Thing: { __resolveReference: ({ id }: { id: string }) => (id === 'none' ? null : { id, name: `Thing ${id}` }) },
    },
  });
  const subgraph: RunningSubgraph = {
    name: 'carried',
    transport,
    handle: ({ path, query, headers }) =>
      Promise.resolve(path.startsWith('/things/') ? { status: 207, headers: { etag: '"1"' }, body: JSON.stringify({ path, query, headers }) } : null),
    ready: () => Promise.resolve(),
    stop: () => Promise.resolve(),
  };
  return { subgraph, noticed };
}

/** The numbers from 1 as `next` makes something of them; null ends it, and undefined is waited for without end. */
function stream(noticed: Noticed, next: (n: number) => object | null | undefined): AsyncIterableIterator<object> {
  let n = 0;
  noticed.streams += 1;
  return pullIterator(
    () => {
      n += 1;
      noticed.pulled += 1;
      const value = next(n);
      return value === undefined ? new Promise(() => undefined) : Promise.resolve(value);
    },
    () => {
      noticed.streams -= 1;
    },
  );
}

/** A way to that subgraph. */
export interface Carrying {
  readonly subgraph: Pick<RunningSubgraph, 'transport' | 'handle'>;
  stop(): Promise<void>;
}

const ada: RequestIdentity = {
  viewer: { userId: 'ada', sessionId: 's1', role: 'MEMBER', scopes: new Set(['A', 'B']) },
  requestId: 'r1',
  ipAddress: '2001:db8::1',
  userAgent: 'Mozilla/5.0 (“ünïcode”)',
  deviceId: 'd1',
};
const nobody: RequestIdentity = { viewer: null, requestId: 'r2' };

/** What every make of transport promises. */
export function describeTransport(make: string, carry: (subgraph: RunningSubgraph) => Promise<Carrying>): void {
  describe(`a transport ${make}`, () => {
    let carrying: Carrying;
    let transport: SubgraphTransport;
    let noticed: Noticed;
    beforeAll(async () => {
      const carried = createCarriedSubgraph();
      noticed = carried.noticed;
      carrying = await carry(carried.subgraph);
      transport = carrying.subgraph.transport;
    });
    afterAll(() => carrying.stop());

    const run = (query: string, identity = nobody, variables?: Record<string, unknown>): Promise<ExecutionResult> =>
      transport.execute({ query, variables }, identity);
    const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
    const listen = async (query: string, identity = nobody): Promise<AsyncIterableIterator<ExecutionResult>> => {
      const source = await transport.subscribe({ query }, identity);
      if (!(Symbol.asyncIterator in source)) throw new Error(`It was refused: ${JSON.stringify(source)}`);
      return source;
    };

    it('carries moments, null, lists and what is absent as they are', async () => {
      const given = { moment: '2026-11-20T12:00:00.000Z', note: null, list: [1, null, 3], deep: { moment: '0001-01-01T00:00:00.000Z' } };
      const query = 'query ($given: Given) { echo(given: $given) { moment note list deep { moment note list } } }';
      const { data, ...rest } = await run(query, nobody, { given });
      expect(plain(data)).toEqual({ echo: { ...given, deep: { ...given.deep, note: null, list: null } } });
      expect(rest.errors).toBeUndefined();
    });

    it('passes the identity on as it was given', async () => {
      noticed.identities.length = 0;
      await run('{ me }', ada);
      await run('{ me }');
      expect(noticed.identities[0]).toEqual(ada);
      expect(noticed.identities[1]).toEqual(nobody);
    });

    it('tells errors with message, path and extensions, and nothing of what broke within', async () => {
      const refused = await run('{ list: refused(times: 2) { id refused } }');
      expect(refused.errors?.map(({ message, path, extensions }) => ({ message, path, extensions }))).toEqual(
        [0, 1].map((id) => ({
          message: `Number ${String(id)} was faster.`,
          path: ['list', id, 'refused'],
          extensions: { code: 'CONFLICT', revision: id, issues: [{ path: ['input', 0], message: 'no' }], none: null },
        })),
      );
      expect(plain(refused.data)).toEqual({ list: [{ id: '0', refused: null }, { id: '1', refused: null }] });
      const broken = await run('{ broken }', ada);
      expect(JSON.stringify(broken)).not.toContain('SELECT');
      expect(broken.errors?.[0]?.extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR', requestId: 'r1' });
    });

    it('leaves guards where they are', async () => {
      const codes = async (identity: RequestIdentity): Promise<unknown> => (await run('{ secret }', identity)).errors?.map(({ extensions }) => extensions['code']);
      expect([await codes(nobody), await codes(ada)]).toEqual([['UNAUTHENTICATED'], ['FORBIDDEN']]);
    });

    it('answers for entities, and describes itself', async () => {
      const query = 'query ($all: [_Any!]!) { _entities(representations: $all) { ... on Thing { name } } }';
      const all = ['1', 'none'].map((id) => ({ __typename: 'Thing', id }));
      expect(plain((await run(query, nobody, { all })).data)).toEqual({ _entities: [{ name: 'Thing 1' }, null] });
      expect((await run('{ _service { sdl } }')).data?.['_service']).toHaveProperty('sdl', expect.stringContaining('type Echo'));
    });

    it('writes once for one mutation', async () => {
      noticed.written = [];
      expect(plain((await run('mutation { write(text: "one") }')).data)).toEqual({ write: 1 });
      expect(noticed.written).toEqual(['one']);
    });

    it('runs the operation that is named', async () => {
      const request = { query: 'query A { me } query B { b: me }', operationName: 'B' };
      expect(plain((await transport.execute(request, ada)).data)).toEqual({ b: 'ada' });
    });

    it('carries answers of megabytes, many at once', async () => {
      const size = 60_000;
      const answers = await Promise.all(Array.from({ length: 4 }, () => run(`{ large(size: ${String(size)}) }`)));
      for (const { data } of answers) {
        const lines = data?.['large'] as string[];
        expect([lines.length, lines.at(-1)]).toEqual([size, `line ${String(size - 1)} äöü 🗓`]);
      }
    });

    it('lets go of what is asked once its signal is aborted', async () => {
      const signal = new AbortEmitter();
      const answer = transport.execute({ query: '{ hang }' }, nobody, { signal });
      const settled = Promise.race([answer.catch((error: unknown) => error), new Promise((resolve) => signal.once('abort', () => resolve('aborted')))]);
      signal.abort(new Error('enough'));
      expect(['aborted', 'enough']).toContain(await settled.then((how) => (how instanceof Error ? how.message : how)));
      expect(plain((await run('{ me }', ada)).data)).toEqual({ me: 'ada' });
    });

    it('streams messages in order to the end, each as who listens', async () => {
      const heard: unknown[] = [];
      for await (const { data } of await listen('subscription { count(to: 100) }')) heard.push(data?.['count']);
      expect(heard).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
      const [one, other] = await Promise.all([listen('subscription { whoami }', ada), listen('subscription { whoami }')]);
      const names = [await one.next(), await other.next()].map(({ value }) => (value as ExecutionResult).data?.['whoami']);
      expect(names).toEqual(['ada', 'nobody']);
      await Promise.all([one.return?.(), other.return?.()]);
    });

    it('produces no more than is taken, and a few', async () => {
      const before = noticed.pulled;
      const stream_ = await listen('subscription { count(to: 100000) }');
      await stream_.next();
      await until('what is on its way has come', async () => {
        const now = noticed.pulled;
        await run('{ me }');
        return noticed.pulled === now;
      });
      expect(noticed.pulled - before).toBeLessThanOrEqual(40);
      for (let n = 2; n <= 200; n += 1) expect(((await stream_.next()).value as ExecutionResult).data).toEqual({ count: n });
      await stream_.return?.();
    });

    it('ends a stream at once with `return`, also while a message is awaited', async () => {
      const stream_ = await listen('subscription { never }');
      expect(noticed.streams).toBe(1);
      const waiting = stream_.next();
      await stream_.return?.();
      expect((await waiting).done).toBe(true);
      await until('the subgraph has let go', () => noticed.streams === 0);
    });

    it('gives the one result by which a subscription was refused', async () => {
      const refused = (await transport.subscribe({ query: 'subscription { secret }' }, ada)) as ExecutionResult;
      expect(Symbol.asyncIterator in refused).toBe(false);
      expect(refused.errors?.map(({ extensions }) => extensions['code'])).toEqual(['FORBIDDEN']);
      expect(noticed.streams).toBe(0);
    });

    it('ends a stream that fails with its error as the last message', async () => {
      const results: ExecutionResult[] = [];
      for await (const result of await listen('subscription { fails }')) results.push(result);
      expect(results).toHaveLength(2);
      expect(results[1]?.errors?.map(({ extensions }) => extensions['code'])).toEqual(['RESYNC_REQUIRED']);
    });

    it('passes plain paths, and says which are not the subgraph’s', async () => {
      const passed = { method: 'GET', path: '/things/1.ics', query: { a: 'b c' }, headers: { 'if-none-match': '"x"' } };
      const { handle } = carrying.subgraph;
      const answer = await handle(passed);
      expect(answer).toEqual({ status: 207, headers: { etag: '"1"' }, body: expect.any(String) });
      expect(JSON.parse(answer?.body ?? '')).toEqual({ path: passed.path, query: passed.query, headers: passed.headers });
      expect(await handle({ ...passed, path: '/elsewhere' })).toBeNull();
    });
  });
}
