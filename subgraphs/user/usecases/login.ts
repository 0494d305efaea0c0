import { forbidden, unauthenticated } from '../../../platform/errors.js';
import type { AccountWithPassword } from '../domain/account.js';
import { mayBePassword } from '../domain/credentials.js';
import type { Device } from '../domain/session.js';
import type { Needs } from './needs.js';
import { openSession, signIn, type SignedIn } from './sign-in.js';
import type { LoginLookup, Transact, UserStore } from './store.js';

type Store = Pick<UserStore, 'lockAccount' | 'saveAccount' | 'savePassword' | 'insertSession' | 'rotateToken'>;

/**
 * Signs in by username, or by e-mail address: who has verified it, else who claimed it first.
 * @throws UNAUTHENTICATED, the same and after as long whether the name or the password was wrong; FORBIDDEN for an
 * account that was deactivated, once its password was right; RATE_LIMITED when too many sign in at once.
 */
export const createLogin = (needs: Needs & { transact: Transact<Store>; lookup: LoginLookup }) => {
  const { transact, lookup, passwords, accessTokens, clock, ids } = needs;
  return async ({ identifier, password }: { identifier: string; password: string }, device: Device): Promise<SignedIn> => {
    if (!mayBePassword(password)) throw wrongCredentials();
    const found = await find(lookup, identifier);
    if (!(await passwords.verify(found?.passwordHash ?? null, password)) || !found) throw wrongCredentials();
    const rehashed = passwords.isOutdated(found.passwordHash) ? await passwords.hash(password) : null;
    const now = clock.now();
    const opened = await transact(async (store) => {
      const account = await store.lockAccount(found.id);
      // Between the check and the lock the password may have changed, which ends every session: this one too, then.
      if (account?.passwordHash !== found.passwordHash) throw wrongCredentials();
      if (!account.active) throw forbidden('This account was deactivated.');
      const seen = { ...account, lastLoginAt: now };
      await store.saveAccount(seen);
      if (rehashed) await store.savePassword(account.id, rehashed);
      return openSession(store, { account: seen, device, now, ids });
    });
    return signIn(accessTokens, opened);
  };
};

async function find(lookup: LoginLookup, identifier: string): Promise<AccountWithPassword | null> {
  const name = identifier.trim();
  if (name.length > 320 || name.includes('\u0000')) return null;
  return name.includes('@') ? lookup.accountByEmail(name) : lookup.accountByUsername(name);
}

const wrongCredentials = (): Error => unauthenticated('The username, the e-mail address or the password is wrong.');
