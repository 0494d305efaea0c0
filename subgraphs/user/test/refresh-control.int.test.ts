import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createChangeLog } from '../../../platform/change-log/postgres.js';
import type { Transaction } from '../../../platform/database/database.js';
import { timeOrderedIds } from '../../../platform/ids.js';
import { createMemoryPubSub } from '../../../platform/pubsub/memory.js';
import { createTestDatabase, type TestDatabase } from '../../../platform/testing/database.js';
import { manualClock } from '../../../platform/testing/clock.js';
import { userMigrations } from '../migrations/list.js';
import { createAccessTokens, makeSigningKey } from '../security/access-tokens.js';
import { mintToken } from '../security/opaque-token.js';
import { createSeals } from '../security/seals.js';
import { sessionQueries } from '../store/sessions.js';
import { storeOf } from '../store/user-store.js';
import type { Transact, UserStore } from '../usecases/store.js';
import { createRefreshSession } from '../usecases/refresh-session.js';
import type { Needs } from '../usecases/needs.js';

/**
 * What keeps a session to one line is the lock on its row. Here the same use case runs with it and without it, and
 * without the index that would catch the mistake: if nothing went wrong then, the other test would prove nothing.
 */
describe('twenty parallel refreshes of one token', () => {
  let test: TestDatabase;
  const clock = manualClock();
  const device = { userAgent: null, ipAddress: null };

  beforeAll(async () => {
    test = await createTestDatabase('user', userMigrations, 20);
    await test.database.query(`DROP INDEX refresh_token_unused`);
  });
  afterAll(() => test.drop());

  it('let one through behind the lock', async () => {
    expect(await winners((tx) => sessionQueries(tx).lockSessionOfToken)).toBe(1);
  });

  it('let several through without it', async () => {
    const unlocked = (tx: Transaction) => async (hash: Buffer) => {
      const [row] = await tx.query<{ id: string; account_id: string }>(
        `SELECT id, account_id FROM session WHERE id = (SELECT session_id FROM refresh_token WHERE hash = $1)`,
        [hash],
      );
      const at = clock.now();
      return row ? { id: row.id, accountId: row.account_id, createdAt: at, lastUsedAt: at, ...device } : null;
    };
    expect(await winners(unlocked)).toBeGreaterThan(1);
  });

  async function winners(lock: (tx: Transaction) => UserStore['lockSessionOfToken']): Promise<number> {
    const { database } = test;
    const log = createChangeLog({ subgraph: 'user', database, ids: timeOrderedIds, pubsub: createMemoryPubSub() });
    const transact: Transact<UserStore> = (work) =>
      database.transaction((tx) =>
        work({
          ...storeOf(tx, { log, ids: timeOrderedIds, seals: createSeals(null) }),
          lockSessionOfToken: lock(tx),
        }),
      );
    const key = await makeSigningKey('key', clock.now());
    const accessTokens = createAccessTokens({ readKeys: () => Promise.resolve([key]), clock });
    const refresh = createRefreshSession({ transact, accessTokens, clock, tellSessions: () => undefined } as unknown as Needs & {
      transact: typeof transact;
    });
    const token = await givenSession(transact);
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => refresh({ refreshToken: token, idempotencyKey: null }, device)));
    return results.filter(({ status }) => status === 'fulfilled').length;
  }

  async function givenSession(transact: Transact<UserStore>): Promise<string> {
    const now = clock.now();
    const accountId = timeOrderedIds.next();
    const id = timeOrderedIds.next();
    const { secret, hash } = mintToken();
    await transact(async (store) => {
      await store.insertAccount({
        id: accountId,
        username: accountId,
        fullName: 'Somebody',
        avatarUrl: null,
        email: null,
        emailVerified: false,
        role: 'MEMBER',
        active: true,
        timeZone: 'UTC',
        locale: 'en',
        createdAt: now,
        lastLoginAt: null,
        version: 1,
        passwordHash: '',
      }, null);
      await store.insertSession({ id, accountId, createdAt: now, lastUsedAt: now, ...device });
      await store.rotateToken(id, null, { hash, issuedAt: now, expiresAt: new Date(now.getTime() + 1000) });
    });
    return secret;
  }
});
