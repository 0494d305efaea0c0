import { describe, expect, it } from '@jest/globals';
import type { ExecutionResult } from 'graphql';
import { DatabaseAway } from '../../database/away.js';
import { CallerError } from '../../errors.js';
import type { Viewer } from '../../identity/viewer.js';
import { pullIterator } from '../../iteration.js';
import { silentLogger } from '../../logger.js';
import { createSubgraph } from '../subgraph.js';
import type { RequestIdentity } from '../transport.js';

const typeDefs = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@authenticated", "@requiresScopes"])
  type Query {
    open: String
    mine: String @authenticated
    managed: String @requiresScopes(scopes: [["READ", "WRITE"], ["ADMIN"]])
    later: String
    refused: String
    broken: String
    stored: String
    thing(id: ID!): Thing
  }
  type Thing @key(fields: "id") { id: ID! secret: String @requiresScopes(scopes: [["ADMIN"]]) }
  type Subscription { ticks: Int! @authenticated later: Int! }
`;

let contexts = 0;
let stopped = 0;

const { transport } = createSubgraph({
  name: 'test',
  typeDefs,
  notImplemented: ['Query.later', 'Subscription.later'],
  logger: silentLogger(),
  contextOf: ({ viewer }) => ({ viewer, made: (contexts += 1) }),
  resolvers: {
    Query: {
      open: () => 'open',
      mine: () => 'mine',
      managed: () => 'managed',
      refused: () => {
        throw new CallerError('CONFLICT', 'Somebody else was faster.', { revision: 3 });
      },
      broken: () => {
        throw new Error('password=hunter2 at /etc/secret.ts');
      },
      stored: () => {
        throw new DatabaseAway(new Error('connect ECONNREFUSED 10.0.0.7:5432'));
      },
      thing: (_: unknown, { id }: { id: string }) => ({ id, secret: 'secret' }),
    },
    Thing: { __resolveReference: ({ id }: { id: string }) => ({ id, secret: 'secret' }) },
    Subscription: {
      ticks: {
        subscribe: () => {
          let tick = 0;
          return pullIterator(
            () => new Promise<object | null>((resolve) => (tick++ < 2 ? resolve({}) : undefined)),
            () => {
              stopped += 1;
            },
          );
        },
        resolve: (_source: unknown, _args: unknown, context: { made: number }) => context.made,
      },
    },
  },
});

const viewer = (...scopes: string[]): Viewer => ({ userId: 'u', sessionId: 's', role: 'MEMBER', scopes: new Set(scopes) });
const as = (who: Viewer | null): RequestIdentity => ({ viewer: who, requestId: 'request-1' });
const codes = (result: ExecutionResult): unknown[] => (result.errors ?? []).map((error) => error.extensions['code']);
const run = (query: string, who: Viewer | null = null): Promise<ExecutionResult> => transport.execute({ query }, as(who));

describe('a subgraph', () => {
  it('holds @authenticated and @requiresScopes by itself', async () => {
    expect(codes(await run('{ open mine }'))).toEqual(['UNAUTHENTICATED']);
    expect((await run('{ mine }', viewer())).data).toEqual({ mine: 'mine' });
    expect(codes(await run('{ managed }', viewer('READ')))).toEqual(['FORBIDDEN']);
    expect((await run('{ managed }', viewer('READ', 'WRITE'))).data).toEqual({ managed: 'managed' });
    expect((await run('{ managed }', viewer('ADMIN'))).data).toEqual({ managed: 'managed' });
  });

  it('holds them on nested fields and entities too', async () => {
    expect(codes(await run('{ thing(id: "1") { id secret } }', viewer('READ')))).toEqual(['FORBIDDEN']);
    const entities = '{ _entities(representations: [{ __typename: "Thing", id: "1" }]) { ... on Thing { secret } } }';
    expect(codes(await run(entities, viewer('READ')))).toEqual(['FORBIDDEN']);
    expect((await run(entities, viewer('ADMIN'))).data).toEqual({ _entities: [{ secret: 'secret' }] });
  });

  it('tells a refusal with its code and extensions, and nothing of what broke within', async () => {
    const refused = await run('{ refused }');
    expect(refused.errors?.[0]?.extensions).toEqual({ code: 'CONFLICT', revision: 3 });
    const stored = await run('{ stored open }');
    expect(codes(stored)).toEqual(['SUBGRAPH_UNAVAILABLE']);
    expect(stored.data).toEqual({ stored: null, open: 'open' });
    expect(JSON.stringify(stored)).not.toContain('10.0.0.7');
    const broken = await run('{ broken open }');
    expect(JSON.stringify(broken)).not.toMatch(/hunter2|secret\.ts/);
    expect(broken.errors?.[0]?.extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR', requestId: 'request-1' });
    expect(broken.data).toEqual({ broken: null, open: 'open' });
  });

  it('answers NOT_IMPLEMENTED where there is no resolver yet', async () => {
    expect(codes(await run('{ later }'))).toEqual(['NOT_IMPLEMENTED']);
    const refused = (await transport.subscribe({ query: 'subscription { later }' }, as(null))) as ExecutionResult;
    expect(codes(refused)).toEqual(['NOT_IMPLEMENTED']);
  });

  it('refuses a wrong variable as the caller’s mistake', async () => {
    expect(codes(await transport.execute({ query: 'query ($id: ID!) { thing(id: $id) { id } }', variables: {} }, as(null)))).toEqual([
      'BAD_USER_INPUT',
    ]);
  });

  it('gives every message of a subscription a context of its own, and ends while one is awaited', async () => {
    expect(codes((await transport.subscribe({ query: 'subscription { ticks }' }, as(null))) as ExecutionResult)).toEqual([
      'UNAUTHENTICATED',
    ]);
    const results = (await transport.subscribe({ query: 'subscription { ticks }' }, as(viewer()))) as AsyncIterableIterator<ExecutionResult>;
    const first = (await results.next()).value as ExecutionResult<{ ticks: number }>;
    const second = (await results.next()).value as ExecutionResult<{ ticks: number }>;
    expect(second.data?.ticks).not.toBe(first.data?.ticks);
    const waiting = results.next();
    await results.return?.();
    expect((await waiting).done).toBe(true);
    expect(stopped).toBe(1);
  });
});
