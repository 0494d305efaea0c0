import { badInput, type CallerError } from '../../../platform/errors.js';
import { securityEvent } from '../domain/security-event.js';
import type { Device } from '../domain/session.js';
import { newPasswordFault } from '../security/common-passwords.js';
import { hashOfToken } from '../security/opaque-token.js';
import { InputCheck } from './input-check.js';
import type { Needs } from './needs.js';
import type { Transact, UserStore } from './store.js';

type Store = Pick<
  UserStore,
  'mailToken' | 'useMailToken' | 'lockAccount' | 'savePassword' | 'endSessions' | 'dropTokensOfAccount' | 'logSecurity'
>;

/**
 * Sets a new password by the link in a mail and ends every session. Signs nobody in.
 * @throws BAD_USER_INPUT for a link that is unknown, used or older than 30 minutes, and for a bad password.
 */
export const createResetPassword =
  ({ transact, passwords, tellSessions, clock }: Needs & { transact: Transact<Store> }) =>
  async (input: { token: string; newPassword: string }, device: Device): Promise<void> => {
    new InputCheck().add('newPassword', newPasswordFault(input.newPassword)).end();
    const hash = hashOfToken(input.token);
    const token = await transact((store) => store.mailToken(hash, 'RESET_PASSWORD'));
    // Looked up first, so that made-up links cost no hashing.
    if (!token || token.usedAt || token.expiresAt <= clock.now()) throw linkOver();
    const passwordHash = await passwords.hash(input.newPassword, 'known');
    const ended = await transact(async (store) => {
      const now = clock.now();
      const account = await store.lockAccount(token.accountId);
      if (!account?.active || !(await store.useMailToken(hash, now))) throw linkOver();
      await store.savePassword(account.id, passwordHash);
      await store.dropTokensOfAccount(account.id, 'RESET_PASSWORD');
      const ended = await store.endSessions({ accountId: account.id }, 'PASSWORD_RESET', now);
      await store.logSecurity(securityEvent(account.id, 'PASSWORD_RESET', now, device));
      return ended;
    });
    tellSessions(ended);
  };

const linkOver = (): CallerError =>
  badInput({ path: ['input', 'token'], message: 'This link does not work any more. Ask for a new one.' });
