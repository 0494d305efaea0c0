import type { Viewer } from '../../../platform/identity/viewer.js';
import { emailFault } from '../domain/credentials.js';
import type { Device } from '../domain/session.js';
import { InputCheck } from './input-check.js';
import type { Needs } from './needs.js';
import { oweClaimMail } from './owe-mail.js';
import { checkPassword } from './check-password.js';
import type { Transact, UserStore } from './store.js';

type Store = Pick<UserStore, 'lockAccount' | 'accountOfVerifiedEmail' | 'oweMail' | 'logSecurity'>;

/**
 * Mails a link to the new address; the old one stays until it is followed.
 * @throws BAD_USER_INPUT for what is no address; UNAUTHENTICATED for a wrong password; RATE_LIMITED.
 */
export const createRequestEmailChange =
  (needs: Needs & { transact: Transact<Store> }) =>
  async (viewer: Viewer | null, input: { email: string; password: string }, device: Device): Promise<void> => {
    new InputCheck([]).add('email', emailFault(input.email)).end();
    const { transact, throttle, post, clock, ids } = needs;
    const account = await checkPassword(needs, viewer, input.password, device);
    await throttle.mail(account.id);
    const mail = await transact((store) => oweClaimMail(store, { claimant: account, email: input.email, now: clock.now(), ids }));
    await post.send(mail);
  };
