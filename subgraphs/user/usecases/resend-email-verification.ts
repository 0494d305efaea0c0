import { CallerError } from '../../../platform/errors.js';
import type { Viewer } from '../../../platform/identity/viewer.js';
import type { Needs } from './needs.js';
import { oweClaimMail } from './owe-mail.js';
import { lockSignedIn } from './signed-in-account.js';
import type { Transact, UserStore } from './store.js';

type Store = Pick<UserStore, 'lockAccount' | 'accountOfVerifiedEmail' | 'oweMail'>;

/**
 * Mails a new link to the viewer's address; links sent before go on working. Sends nothing for a verified address.
 * @throws CONFLICT when the account has no address, since somebody else verified it; RATE_LIMITED.
 */
export const createResendEmailVerification =
  ({ transact, throttle, post, clock, ids }: Needs & { transact: Transact<Store> }) =>
  async (viewer: Viewer | null): Promise<void> => {
    if (viewer) await throttle.mail(viewer.userId);
    const mail = await transact(async (store) => {
      const account = await lockSignedIn(store, viewer);
      if (account.emailVerified) return null;
      if (account.email === null) {
        throw new CallerError('CONFLICT', 'Somebody else has verified this address. Give another one.');
      }
      return oweClaimMail(store, { claimant: account, email: account.email, now: clock.now(), ids });
    });
    if (mail) await post.send(mail);
  };
