import { unauthenticated } from '../../../platform/errors.js';
import type { Viewer } from '../../../platform/identity/viewer.js';
import type { AccountWithPassword } from '../domain/account.js';
import { isId } from '../domain/ids.js';
import type { AccountStore } from './store.js';

/** The viewer's own account, locked. @throws UNAUTHENTICATED when there is none, or none that is active. */
export async function lockSignedIn(store: Pick<AccountStore, 'lockAccount'>, viewer: Viewer | null): Promise<AccountWithPassword> {
  const account = viewer && isId(viewer.userId) ? await store.lockAccount(viewer.userId) : null;
  if (!account?.active) throw unauthenticated();
  return account;
}
