import type { Viewer } from '../../../platform/identity/viewer.js';
import type { Account } from '../domain/account.js';
import { securityEvent } from '../domain/security-event.js';
import type { Device } from '../domain/session.js';
import { checkPassword } from './check-password.js';
import type { Needs } from './needs.js';
import { askSecondFactor } from './second-factor.js';
import { lockSignedIn } from './signed-in-account.js';
import type { Transact, UserStore } from './store.js';

type Store = Pick<
  UserStore,
  'lockAccount' | 'logSecurity' | 'twoFactor' | 'saveTwoFactor' | 'useRecoveryCode' | 'dropTwoFactor'
>;

/**
 * Turns the second factor off, and forgets its secret and recovery codes. Where it is off already, the password is enough.
 * @throws UNAUTHENTICATED for a wrong password or code; TWO_FACTOR_REQUIRED without a code; RATE_LIMITED.
 */
export const createDisableTwoFactor =
  (needs: Pick<Needs, 'clock' | 'passwords' | 'throttle' | 'sealer'> & { transact: Transact<Store> }) =>
  async (viewer: Viewer | null, { password, code }: { password: string; code: string }, device: Device): Promise<Account> => {
    const { transact, sealer, clock } = needs;
    await checkPassword(needs, viewer, password, device);
    const { account, refusal } = await transact(async (store) => {
      const now = clock.now();
      const { passwordHash: _, ...locked } = await lockSignedIn(store, viewer);
      const wasOn = (await store.twoFactor(locked.id))?.enabledAt != null;
      const refusal = await askSecondFactor(store, locked.id, { code, now, sealer, device });
      if (refusal) return { account: locked, refusal };
      await store.dropTwoFactor(locked.id);
      if (wasOn) await store.logSecurity(securityEvent(locked.id, 'TWO_FACTOR_DISABLED', now, device));
      return { account: locked, refusal: null };
    });
    if (refusal) throw refusal;
    return account;
  };
