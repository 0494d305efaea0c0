import { unauthenticated } from '../../../platform/errors.js';
import type { Viewer } from '../../../platform/identity/viewer.js';
import { securityEvent } from '../domain/security-event.js';
import type { Device } from '../domain/session.js';
import { newPasswordFault } from '../security/common-passwords.js';
import { checkPassword } from './check-password.js';
import { InputCheck } from './input-check.js';
import type { Needs } from './needs.js';
import { openSession, signIn, type SignedIn } from './sign-in.js';
import type { Transact, UserStore } from './store.js';

type Store = Pick<
  UserStore,
  | 'lockAccount'
  | 'savePassword'
  | 'endSessions'
  | 'dropTokensOfAccount'
  | 'insertSession'
  | 'rotateToken'
  | 'rememberDevice'
  | 'logSecurity'
>;

/**
 * Sets a new password, ends every session, this one too, and answers with a fresh one.
 * @throws BAD_USER_INPUT for a password that is too short, too long or too common; UNAUTHENTICATED for a wrong current one.
 */
export const createChangePassword =
  (needs: Needs & { transact: Transact<Store> }) =>
  async (viewer: Viewer | null, input: { currentPassword: string; newPassword: string }, device: Device): Promise<SignedIn> => {
    const { transact, passwords, accessTokens, tellSessions, clock, ids } = needs;
    new InputCheck().add('newPassword', newPasswordFault(input.newPassword)).end();
    const checked = await checkPassword(needs, viewer, input.currentPassword, device);
    const passwordHash = await passwords.hash(input.newPassword, 'known');
    const now = clock.now();
    const { opened, ended } = await transact(async (store) => {
      const account = await store.lockAccount(checked.id);
      if (account?.passwordHash !== checked.passwordHash) throw unauthenticated('The password is wrong.');
      await store.savePassword(account.id, passwordHash);
      await store.dropTokensOfAccount(account.id, 'RESET_PASSWORD');
      const ended = await store.endSessions({ accountId: account.id }, 'PASSWORD_CHANGED', now);
      const opened = await openSession(store, { account, device, now, ids });
      await store.logSecurity(securityEvent(account.id, 'PASSWORD_CHANGED', now, device));
      return { ended, opened };
    });
    tellSessions(ended);
    return signIn(accessTokens, opened);
  };
