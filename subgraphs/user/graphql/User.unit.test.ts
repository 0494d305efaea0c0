import { describe, expect, it } from '@jest/globals';
import { silentLogger } from '../../../platform/logger.js';
import { createSubgraph } from '../../../platform/subgraph/subgraph.js';
import { manualClock } from '../../../platform/testing/clock.js';
import { notImplemented } from '../../not-implemented.js';
import { createContextOf } from '../context.js';
import type { Account } from '../domain/account.js';
import { scopesOf } from '../domain/scopes.js';
import type { Directory } from '../store/directory.js';
import type { UseCases } from '../use-cases.js';
import { resolvers } from './resolvers.js';

const idOf = (number: number): string => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;

const accountOf = (id: string): Account => ({
  id,
  username: `u${id}`,
  fullName: `Full ${id}`,
  avatarUrl: null,
  email: null,
  emailVerified: false,
  role: 'MEMBER',
  active: true,
  timeZone: 'UTC',
  locale: 'en',
  createdAt: new Date('2026-01-01T00:00:00Z'),
  lastLoginAt: null,
  version: 1,
});

describe('references to users', () => {
  it('of a whole answer are read at once, and each person once', async () => {
    const asked: (readonly string[])[] = [];
    const directory = {
      accountsByIds(ids: readonly string[]) {
        asked.push(ids);
        return Promise.resolve(ids.map(accountOf));
      },
    } as unknown as Directory;
    const { transport } = createSubgraph({
      name: 'user',
      resolvers,
      notImplemented: notImplemented.user,
      contextOf: createContextOf({ directory, throttle: { lookup: () => Promise.resolve() }, useCases: {} as UseCases, clock: manualClock() }),
      logger: silentLogger(),
    });
    const representations = Array.from({ length: 100 }, (_, number) => ({ __typename: 'User', id: idOf(number % 10) }));
    const result = await transport.execute(
      { query: `query ($of: [_Any!]!) { _entities(representations: $of) { ... on User { id fullName } } }`, variables: { of: representations } },
      { viewer: { userId: idOf(0), sessionId: 's', role: 'MEMBER', scopes: new Set(scopesOf('MEMBER')) }, requestId: 'r' },
    );
    expect(result.errors).toBeUndefined();
    expect(result.data?.['_entities']).toHaveLength(100);
    expect(asked).toEqual([Array.from({ length: 10 }, (_, number) => idOf(number))]);
  });
});
