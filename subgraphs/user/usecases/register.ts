import { CallerError } from '../../../platform/errors.js';
import { inputHash, isKey, NO_KEY } from '../../../platform/idempotency.js';
import { accountChanged } from './account-changed.js';
import type { AccountWithPassword } from '../domain/account.js';
import { emailFault, usernameFault } from '../domain/credentials.js';
import { fullNameFault, localeFault, timeZoneFault } from '../domain/profile.js';
import { securityEvent } from '../domain/security-event.js';
import type { Device } from '../domain/session.js';
import { newPasswordFault } from '../security/common-passwords.js';
import { InputCheck } from './input-check.js';
import type { Needs } from './needs.js';
import { oweClaimMail } from './owe-mail.js';
import { openSession, signIn, type OpenedSession, type SignedIn } from './sign-in.js';
import type { Transact, UserStore } from './store.js';

/** What a newcomer tells. */
export interface NewAccount {
  readonly username: string;
  readonly email: string;
  readonly password: string;
  readonly fullName: string;
  readonly timeZone: string;
  readonly locale: string;
  /** Makes this request known when it is sent again. */
  readonly idempotencyKey: string | null;
}

/** Milliseconds for which a request is known again. */
const KNOWN_FOR = 24 * 3600 * 1000;

type Store = Pick<
  UserStore,
  | 'insertAccount'
  | 'accountRegisteredBy'
  | 'lockAccount'
  | 'twoFactor'
  | 'accountOfVerifiedEmail'
  | 'oweMail'
  | 'insertSession'
  | 'rotateToken'
  | 'rememberDevice'
  | 'logSecurity'
  | 'appendChanges'
>;

/**
 * Makes an account and signs it in. The address is a claim until its link is followed: a second person who gives the
 * same one gets an account all the same, and the answer does not tell. Who sends it again under its key, because the answer
 * was lost, is signed in to the account that it made.
 * @throws BAD_USER_INPUT before any hashing; CONFLICT when the username is taken; RATE_LIMITED.
 */
export const createRegister = ({ transact, passwords, throttle, accessTokens, post, clock, ids }: Needs & { transact: Transact<Store> }) => {
  return async (input: NewAccount, device: Device): Promise<SignedIn> => {
    check(input);
    await throttle.register(device);
    const passwordHash = await passwords.hash(input.password, 'stranger');
    const now = clock.now();
    const account = newAccount(input, { id: ids.next(), passwordHash, now });
    const request = requestOf(input);
    const made = await transact(async (store) => {
      if (!(await store.insertAccount(account, request))) return null;
      const mail = await oweClaimMail(store, { claimant: account, email: input.email, now, ids });
      const opened = await openSession(store, { account, device, now, ids });
      await store.logSecurity(securityEvent(account.id, 'REGISTERED', now, device));
      await store.appendChanges([accountChanged(account, { actor: account.id, at: now, fields: [] })]);
      return { opened, mail };
    });
    if (made) await post.send(made.mail);
    const opened = made?.opened ?? (request && (await openAgain(input, request, device)));
    if (!opened) throw usernameTaken();
    return signIn(accessTokens, opened);
  };

  /** A session for who made an account by this request; null where nobody did, and once the account asks for more than its password. */
  async function openAgain({ username, password }: NewAccount, request: Buffer, device: Device): Promise<OpenedSession | null> {
    const now = clock.now();
    const first = await transact((store) => store.accountRegisteredBy(username, request, new Date(now.getTime() - KNOWN_FOR)));
    if (!first || !(await passwords.verify(first.passwordHash, password, 'stranger'))) return null;
    return transact(async (store) => {
      const account = await store.lockAccount(first.id);
      if (account?.passwordHash !== first.passwordHash || !account.active || (await store.twoFactor(account.id))) return null;
      const opened = await openSession(store, { account, device, now, ids });
      await store.logSecurity(securityEvent(account.id, 'LOGIN', now, device));
      return opened;
    });
  }
};

/** What is kept of a request under a key; the password is not in it, and is compared by its own hash. */
const requestOf = ({ password: _password, ...told }: NewAccount): Buffer | null => (told.idempotencyKey === null ? null : inputHash(told));

function check(input: NewAccount): void {
  new InputCheck()
    .add('username', usernameFault(input.username))
    .add('email', emailFault(input.email))
    .add('password', newPasswordFault(input.password))
    .add('fullName', fullNameFault(input.fullName))
    .add('timeZone', timeZoneFault(input.timeZone))
    .add('locale', localeFault(input.locale))
    .add('idempotencyKey', input.idempotencyKey === null || isKey(input.idempotencyKey) ? null : NO_KEY)
    .end();
}

const newAccount = (input: NewAccount, made: { id: string; passwordHash: string; now: Date }): AccountWithPassword => ({
  id: made.id,
  username: input.username,
  fullName: input.fullName.trim(),
  avatarUrl: null,
  email: input.email,
  emailVerified: false,
  role: 'MEMBER',
  active: true,
  timeZone: input.timeZone,
  locale: input.locale,
  createdAt: made.now,
  lastLoginAt: made.now,
  version: 1,
  passwordHash: made.passwordHash,
});

const usernameTaken = (): CallerError =>
  new CallerError('CONFLICT', 'This username is taken.', {
    issues: [{ path: ['input', 'username'], message: 'This username is taken.' }],
  });
