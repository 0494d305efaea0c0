import { forbidden, unauthenticated } from '../../../platform/errors.js';
import { mayBePassword } from '../domain/credentials.js';
import { UNPRINTABLE } from '../domain/printable.js';
import { securityEvent } from '../domain/security-event.js';
import type { Device } from '../domain/session.js';
import { hashesOf, marksOf } from '../security/known-devices.js';
import { InputCheck } from './input-check.js';
import type { Needs } from './needs.js';
import { askSecondFactor } from './second-factor.js';
import { openSession, signIn, type SignedIn } from './sign-in.js';
import type { LoginLookup, Transact, UserStore } from './store.js';

type Store = Pick<UserStore, 'lockAccount' | 'saveAccount' | 'savePassword' | 'insertSession' | 'rotateToken' | 'rememberDevice' | 'logSecurity' | SecondFactor>;
type SecondFactor = 'twoFactor' | 'saveTwoFactor' | 'useRecoveryCode';

/** What somebody shows to sign in. */
export interface Credentials {
  readonly identifier: string;
  readonly password: string;
  /** Of the authenticator, or a recovery code. */
  readonly code?: string | null | undefined;
}

/**
 * Signs in by username, or by e-mail address: who has verified it, else who claimed it first.
 * @throws BAD_USER_INPUT before any hashing, for what can be nobody's name or password; UNAUTHENTICATED, the same and after
 * as long whether the name or the password was wrong; FORBIDDEN for an account that was deactivated, once its password was
 * right; TWO_FACTOR_REQUIRED for one that wants a code too; RATE_LIMITED when it is tried too often, and when too many sign in at once.
 */
export const createLogin = (needs: Needs & { transact: Transact<Store>; lookup: LoginLookup }) => {
  const { transact, lookup, passwords, throttle, sealer, afterwards, accessTokens, clock, ids } = needs;
  return async ({ identifier, password, code = null }: Credentials, device: Device): Promise<SignedIn> => {
    check({ identifier, password });
    const marks = marksOf(device);
    const { account: found, known } = await lookup.accountToSignIn(identifier.trim(), hashesOf(marks));
    const asker = device.internal || known.length > 0 ? 'known' : 'stranger';
    // Before anything is counted for a try that can't be made: most of a flood costs this one look.
    passwords.expectRoom(asker);
    await throttle.login(device, { identifier, accountId: found?.id ?? null, marks, known });
    if (!(await passwords.verify(found?.passwordHash ?? null, password, asker)) || !found) {
      // After the answer: written before it, the row would tell by the time it takes that there is such an account.
      if (found) afterwards.do('log a failed login', () => fail(found.id, device));
      throw wrongCredentials();
    }
    const rehashed = passwords.isOutdated(found.passwordHash) ? await passwords.hash(password, 'known') : null;
    const now = clock.now();
    const { opened, refusal } = await transact(async (store) => {
      const account = await store.lockAccount(found.id);
      // Between the check and the lock the password may have changed, which ends every session: this one too, then.
      if (account?.passwordHash !== found.passwordHash) throw wrongCredentials();
      if (!account.active) throw forbidden('This account was deactivated.');
      const refusal = await askSecondFactor(store, account.id, { code, now, sealer, device });
      if (refusal) return { opened: null, refusal };
      const seen = { ...account, lastLoginAt: now };
      await store.saveAccount(seen);
      if (rehashed) await store.savePassword(account.id, rehashed);
      const opened = await openSession(store, { account: seen, device, now, ids });
      await store.logSecurity(securityEvent(account.id, 'LOGIN', now, device));
      return { opened, refusal: null };
    });
    if (refusal) throw refusal;
    return signIn(accessTokens, opened);
  };

  function fail(accountId: string, device: Device): Promise<void> {
    return transact((store) => store.logSecurity(securityEvent(accountId, 'LOGIN_FAILED', clock.now(), device)));
  }
};

const IDENTIFIER_LENGTH = 320;

function check({ identifier, password }: Credentials): void {
  const name = identifier.trim();
  const isName = name.length > 0 && name.length <= IDENTIFIER_LENGTH && !UNPRINTABLE.test(name);
  new InputCheck()
    .add('identifier', isName ? null : 'This can be neither a username nor an e-mail address.')
    .add('password', mayBePassword(password) ? null : 'This can be nobody’s password.')
    .end();
}

const wrongCredentials = (): Error => unauthenticated('The username, the e-mail address or the password is wrong.');
