import { unauthenticated } from '../../../platform/errors.js';
import type { Viewer } from '../../../platform/identity/viewer.js';
import type { AccountWithPassword } from '../domain/account.js';
import { mayBePassword } from '../domain/credentials.js';
import { securityEvent } from '../domain/security-event.js';
import type { Device } from '../domain/session.js';
import type { Needs } from './needs.js';
import { lockSignedIn } from './signed-in-account.js';
import type { Transact, UserStore } from './store.js';

type Store = Pick<UserStore, 'lockAccount' | 'logSecurity'>;

/**
 * The viewer's account, once they have shown that they know its password. Hashes outside any transaction; a wrong password
 * stands in the security log.
 * @throws UNAUTHENTICATED when they don't; RATE_LIMITED when they guess too often, or too many passwords are checked at once.
 */
export async function checkPassword(
  { transact, passwords, throttle, clock }: Pick<Needs, 'passwords' | 'throttle' | 'clock'> & { transact: Transact<Store> },
  viewer: Viewer | null,
  password: string,
  device: Device,
): Promise<AccountWithPassword> {
  const account = await transact((store) => lockSignedIn(store, viewer));
  const verify = (): Promise<boolean> => passwords.verify(account.passwordHash, password, 'known');
  if (mayBePassword(password) && (await throttle.password(account.id, verify))) return account;
  await transact((store) => store.logSecurity(securityEvent(account.id, 'LOGIN_FAILED', clock.now(), device)));
  throw unauthenticated('The password is wrong.');
}
