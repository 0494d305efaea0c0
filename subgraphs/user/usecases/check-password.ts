import { unauthenticated } from '../../../platform/errors.js';
import type { Viewer } from '../../../platform/identity/viewer.js';
import type { AccountWithPassword } from '../domain/account.js';
import { mayBePassword } from '../domain/credentials.js';
import type { Needs } from './needs.js';
import { lockSignedIn } from './signed-in-account.js';
import type { AccountStore, Transact } from './store.js';

/**
 * The viewer's account, once they have shown that they know its password. Hashes outside any transaction.
 * @throws UNAUTHENTICATED when they don't; RATE_LIMITED when too many passwords are checked at once.
 */
export async function checkPassword(
  { transact, passwords }: Pick<Needs, 'passwords'> & { transact: Transact<Pick<AccountStore, 'lockAccount'>> },
  viewer: Viewer | null,
  password: string,
): Promise<AccountWithPassword> {
  const account = await transact((store) => lockSignedIn(store, viewer));
  if (!mayBePassword(password) || !(await passwords.verify(account.passwordHash, password))) {
    throw unauthenticated('The password is wrong.');
  }
  return account;
}
