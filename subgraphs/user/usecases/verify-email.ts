import { badInput, type CallerError } from '../../../platform/errors.js';
import type { Viewer } from '../../../platform/identity/viewer.js';
import { accountChanged } from './account-changed.js';
import { keyOf, type Account } from '../domain/account.js';
import type { MailToken, OwedMail } from '../domain/mail.js';
import { securityEvent } from '../domain/security-event.js';
import type { Device } from '../domain/session.js';
import { hashOfToken } from '../security/opaque-token.js';
import type { Needs } from './needs.js';
import { oweMail } from './owe-mail.js';
import type { Transact, UserStore } from './store.js';

type Store = Pick<
  UserStore,
  | 'mailToken'
  | 'useMailToken'
  | 'lockClaimants'
  | 'lockAccount'
  | 'saveAccount'
  | 'dropTokensOfAccount'
  | 'dropTokensOfEmail'
  | 'oweMail'
  | 'logSecurity'
  | 'appendChanges'
>;

interface Verified {
  readonly account: Account;
  /** To the address that the account had before. */
  readonly mail: OwedMail | null;
}

/**
 * Makes an address the account's own: everybody else who claimed it loses the claim, and keeps the account. A link works
 * once; the account that it verified, signed in, may follow it again.
 * @throws BAD_USER_INPUT for a link that is unknown, used or older than 30 minutes, or of an address that another
 * account has verified.
 */
export const createVerifyEmail =
  ({ transact, post, clock, ids }: Needs & { transact: Transact<Store> }) =>
  async (secret: string, viewer: Viewer | null, device: Device): Promise<Account> => {
    const hash = hashOfToken(secret);
    const now = clock.now();
    const { account, mail } = await transact(async (store): Promise<Verified> => {
      const token = await store.mailToken(hash, 'VERIFY_EMAIL');
      if (!token || token.expiresAt <= now) throw linkOver();
      const claimants = await store.lockClaimants(token.email);
      const before = claimants.find(({ id }) => id === token.accountId) ?? (await store.lockAccount(token.accountId));
      if (!before?.active) throw linkOver();
      if (!(await store.useMailToken(hash, now))) return again(before, token, viewer);
      return verify(store, before, claimants, token);
    });
    if (mail) await post.send(mail);
    return account;

    async function verify(store: Store, before: Account, claimants: readonly Account[], token: MailToken): Promise<Verified> {
      const rivals = claimants.filter(({ id }) => id !== before.id);
      if (rivals.some((rival) => rival.emailVerified)) throw linkOver();
      for (const rival of rivals) await store.saveAccount({ ...rival, email: null });
      const account = { ...before, email: token.email, emailVerified: true, version: before.version + 1 };
      await store.saveAccount(account);
      await store.dropTokensOfAccount(account.id, 'VERIFY_EMAIL');
      await store.dropTokensOfEmail(token.email);
      const left = before.emailVerified && before.email !== null && keyOf(before.email) !== keyOf(token.email) ? before.email : null;
      const told = left === null ? null : await oweMail(store, { kind: 'EMAIL_CHANGED', accountId: account.id, email: left, now, ids });
      await store.logSecurity(securityEvent(account.id, 'EMAIL_VERIFIED', now, device));
      if (left !== null) await store.logSecurity(securityEvent(account.id, 'EMAIL_CHANGED', now, device));
      await store.appendChanges([accountChanged(account, { actor: account.id, at: now, fields: ['email', 'emailVerified'] })]);
      return { account, mail: told };
    }
  };

function again(account: Account, token: MailToken, viewer: Viewer | null): Verified {
  const stands = account.emailVerified && account.email !== null && keyOf(account.email) === keyOf(token.email);
  if (!stands || viewer?.userId !== account.id) throw linkOver();
  return { account, mail: null };
}

const linkOver = (): CallerError =>
  badInput({ path: ['token'], message: 'This link does not work any more. Ask for a new one.' });
