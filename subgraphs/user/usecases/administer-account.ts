import { CallerError, notFound } from '../../../platform/errors.js';
import type { Viewer } from '../../../platform/identity/viewer.js';
import { accountChanged } from './account-changed.js';
import type { Account, Role } from '../domain/account.js';
import { isId } from '../domain/ids.js';
import { securityEvent, type SecurityEventKind } from '../domain/security-event.js';
import type { Needs } from './needs.js';
import type { Transact, UserStore } from './store.js';

type Store = Pick<
  UserStore,
  | 'lockAccount'
  | 'lockAdministrators'
  | 'saveAccount'
  | 'liveSessionIds'
  | 'liveScriptTokenIds'
  | 'endSessions'
  | 'revokeScriptTokens'
  | 'logSecurity'
  | 'appendChanges'
>;
type AdministerNeeds = Pick<Needs, 'clock' | 'tellSessions'> & { transact: Transact<Store> };

/**
 * Gives an account another role; it counts from its next request on. The contract lets administrators alone ask.
 * @throws NOT_FOUND; CONFLICT for the last active administrator.
 */
export const createSetUserRole = (needs: AdministerNeeds) => (viewer: Viewer | null, userId: string, role: Role) =>
  administer(needs, viewer, userId, { role });

/**
 * Deactivates an account, which ends its sessions and scripts' tokens, or lets it back in. The contract lets administrators alone ask.
 * @throws NOT_FOUND; CONFLICT for the last active administrator.
 */
export const createSetUserActive = (needs: AdministerNeeds) => (viewer: Viewer | null, userId: string, active: boolean) =>
  administer(needs, viewer, userId, { active });

async function administer(
  { transact, tellSessions, clock }: AdministerNeeds,
  viewer: Viewer | null,
  userId: string,
  change: { role?: Role; active?: boolean },
): Promise<Account> {
  if (!isId(userId)) throw notFound('The user');
  const now = clock.now();
  const { account, sessions } = await transact(async (store) => {
    // Administrators first, in one order: two who demote each other at once can't both succeed.
    const administrators = await store.lockAdministrators();
    const locked = await store.lockAccount(userId);
    if (!locked) throw notFound('The user');
    const { passwordHash: _, ...before } = locked;
    const account = { ...before, ...change, version: before.version + 1 };
    if (account.role === before.role && account.active === before.active) return { account: before, sessions: [] };
    const stays = account.role === 'ADMIN' && account.active;
    if (!stays && administrators.every(({ id }) => id === userId) && administrators.length > 0) {
      throw new CallerError('CONFLICT', 'This is the last active administrator.');
    }
    await store.saveAccount(account);
    const sessions = account.active ? await whatLives(store, userId, now) : await endAll(store, userId, now);
    const fields = Object.keys(change);
    await store.logSecurity(securityEvent(userId, kindOf(account, before), now, null));
    await store.appendChanges([accountChanged(account, { actor: viewer?.userId ?? null, at: now, fields })]);
    return { account, sessions };
  });
  tellSessions(sessions);
  return account;
}

const whatLives = async (store: Store, accountId: string, now: Date): Promise<string[]> => [
  ...(await store.liveSessionIds(accountId)),
  ...(await store.liveScriptTokenIds(accountId, now)),
];

const endAll = async (store: Store, accountId: string, now: Date): Promise<string[]> => [
  ...(await store.endSessions({ accountId }, 'DEACTIVATED', now)),
  ...(await store.revokeScriptTokens({ accountId }, now)),
];

function kindOf(account: Account, before: Account): SecurityEventKind {
  if (account.role !== before.role) return 'ROLE_CHANGED';
  return account.active ? 'REACTIVATED' : 'DEACTIVATED';
}
