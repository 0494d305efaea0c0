import { CallerError } from '../../../platform/errors.js';
import type { Viewer } from '../../../platform/identity/viewer.js';
import type { Device } from '../domain/session.js';
import { isBegun } from '../domain/two-factor.js';
import { newTotpSecret, totpUri } from '../security/totp.js';
import { checkPassword } from './check-password.js';
import type { Needs } from './needs.js';
import { lockSignedIn } from './signed-in-account.js';
import type { Transact, UserStore } from './store.js';

type Store = Pick<UserStore, 'lockAccount' | 'logSecurity' | 'twoFactor' | 'saveTwoFactor'>;

/**
 * Makes the secret of a second factor, which takes effect once it is confirmed. Asked again within half an hour, it
 * answers with the same.
 * @throws UNAUTHENTICATED for a wrong password; CONFLICT where a second factor is in effect already.
 */
export const createBeginTwoFactor =
  (needs: Pick<Needs, 'clock' | 'passwords' | 'throttle' | 'sealer'> & { transact: Transact<Store> }) =>
  async (viewer: Viewer | null, password: string, device: Device): Promise<{ secret: string; uri: string }> => {
    const { transact, sealer, clock } = needs;
    await checkPassword(needs, viewer, password, device);
    return transact(async (store) => {
      const now = clock.now();
      const account = await lockSignedIn(store, viewer);
      const before = await store.twoFactor(account.id);
      if (before?.enabledAt) throw new CallerError('CONFLICT', 'The second factor is on already.');
      const isSame = before !== null && isBegun(before, now);
      const secret = isSame ? sealer.open(before.secret, account.id) : newTotpSecret();
      if (!isSame) {
        await store.saveTwoFactor({
          accountId: account.id,
          secret: sealer.seal(secret, account.id),
          begunAt: now,
          enabledAt: null,
          enabledBy: null,
          enabledWith: null,
          lastStep: null,
          // Beginning anew gives nobody more tries.
          tries: before?.tries ?? [],
        });
      }
      return { secret, uri: totpUri(secret, account.username) };
    });
  };
