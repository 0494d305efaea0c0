import type { Account, AccountWithPassword } from '../domain/account.js';
import { securityEvent } from '../domain/security-event.js';
import { accountChanged } from './account-changed.js';
import type { Needs } from './needs.js';
import type { Transact, UserStore } from './store.js';

type Store = Pick<UserStore, 'lockStart' | 'lockClaimants' | 'insertAccount' | 'saveAccount' | 'logSecurity' | 'appendChanges'>;

/**
 * Sees to it at start that the settings' administrator exists, with a verified address. Who has it already becomes
 * administrator again, and keeps their password; who only claimed the address loses the claim.
 */
export const createEnsureAdministrator =
  ({ transact, passwords, clock, ids }: Pick<Needs, 'passwords' | 'clock' | 'ids'> & { transact: Transact<Store> }) =>
  async ({ email, password }: { email: string; password: string }): Promise<void> => {
    const passwordHash = await passwords.hash(password, 'known');
    const now = clock.now();
    await transact(async (store) => {
      await store.lockStart();
      const claimants = await store.lockClaimants(email);
      const owner = claimants.find((claimant) => claimant.emailVerified);
      if (owner?.role === 'ADMIN' && owner.active) return;
      const account = owner ? await promote(store, owner) : await insert(store, claimants);
      if (!owner) await store.logSecurity(securityEvent(account.id, 'REGISTERED', now, null));
      if (owner && owner.role !== 'ADMIN') await store.logSecurity(securityEvent(owner.id, 'ROLE_CHANGED', now, null));
      if (owner?.active === false) await store.logSecurity(securityEvent(owner.id, 'REACTIVATED', now, null));
      await store.appendChanges([accountChanged(account, { actor: null, at: now, fields: owner ? ['role', 'active'] : [] })]);
    });

    async function promote(store: Store, owner: Account): Promise<Account> {
      const account: Account = { ...owner, role: 'ADMIN', active: true, version: owner.version + 1 };
      await store.saveAccount(account);
      return account;
    }

    async function insert(store: Store, claimants: readonly Account[]): Promise<Account> {
      for (const claimant of claimants) await store.saveAccount({ ...claimant, email: null });
      const id = ids.next();
      for (const username of ['admin', `admin-${id.slice(-6)}`, `admin-${id}`]) {
        const account = administrator({ id, username, email, passwordHash, now });
        if (await store.insertAccount(account, null)) return account;
      }
      throw new Error('No username is free for the administrator.');
    }
  };

const administrator = (made: {
  id: string;
  username: string;
  email: string;
  passwordHash: string;
  now: Date;
}): AccountWithPassword => ({
  id: made.id,
  username: made.username,
  fullName: 'Administrator',
  avatarUrl: null,
  email: made.email,
  emailVerified: true,
  role: 'ADMIN',
  active: true,
  timeZone: 'UTC',
  locale: 'en',
  createdAt: made.now,
  lastLoginAt: null,
  version: 1,
  passwordHash: made.passwordHash,
});
