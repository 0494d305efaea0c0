import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import type { Sql } from '../../../platform/database/database.js';
import { manualClock } from '../../../platform/testing/clock.js';
import { createTestDatabase, type TestDatabase } from '../../../platform/testing/database.js';
import type { TwoFactor } from '../domain/two-factor.js';
import { userMigrations } from '../migrations/list.js';
import { createSealer } from '../security/sealer.js';
import { newTotpSecret } from '../security/totp.js';
import { twoFactorQueries } from '../store/two-factor.js';
import { tryCode } from '../usecases/second-factor.js';
import type { TwoFactorStore } from '../usecases/store.js';

/** What the lock is for: without it one code of an authenticator opens several sessions. */
describe('one code that is shown by many at the same moment', () => {
  let test: TestDatabase;
  const clock = manualClock();
  const sealer = createSealer([Buffer.alloc(32, 1)]);
  beforeAll(async () => {
    test = await createTestDatabase('user', userMigrations, 20);
  });
  afterAll(() => test.drop());

  it('is good once behind the lock, and five tries are heard', async () => {
    expect(await outcomes((sql) => twoFactorQueries(sql).twoFactor)).toEqual({ good: 1, heard: 5 });
  });

  it('is good several times without it, and more tries are heard', async () => {
    const unlocked = (sql: Sql) => (accountId: string) =>
      twoFactorQueries({ query: (text, parameters) => sql.query(text.replace('FOR UPDATE', ''), parameters) }).twoFactor(accountId);
    const { good, heard } = await outcomes(unlocked);
    expect(good).toBeGreaterThan(1);
    expect(heard).toBeGreaterThan(5);
  });

  async function outcomes(read: (sql: Sql) => TwoFactorStore['twoFactor']): Promise<{ good: number; heard: number }> {
    const secret = newTotpSecret();
    const { id } = await givenFactor(secret);
    const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: clock.now().getTime() });
    const proofs = await Promise.all(
      Array.from({ length: 20 }, () =>
        test.database.transaction(async (tx) => {
          const factor = await read(tx)(id);
          if (!factor) throw new Error('There is no second factor.');
          return tryCode(twoFactorQueries(tx), factor, { code, now: clock.now(), sealer });
        }),
      ),
    );
    const count = (kind: string): number => proofs.filter(({ is }) => is === kind).length;
    return { good: count('GOOD'), heard: proofs.length - count('TOO_MANY') };
  }

  async function givenFactor(secret: string): Promise<{ id: string }> {
    const [account] = await test.database.query<{ id: string }>(
      `INSERT INTO account (id, username, username_key, full_name, email_verified, password_hash, role, active, time_zone, locale, created_at, version)
       SELECT id, id, id, 'Somebody', false, '', 'MEMBER', true, 'UTC', 'en', $1, 1 FROM (SELECT gen_random_uuid() AS id) RETURNING id`,
      [clock.now()],
    );
    if (!account) throw new Error('There is no account.');
    const factor: TwoFactor = {
      accountId: account.id,
      secret: sealer.seal(secret, account.id),
      begunAt: clock.now(),
      enabledAt: clock.now(),
      enabledBy: null,
      enabledWith: null,
      lastStep: null,
      tries: [],
    };
    await twoFactorQueries(test.database).saveTwoFactor(factor);
    return account;
  }
});
