import { emailFault } from '../domain/credentials.js';
import type { Device } from '../domain/session.js';
import { InputCheck } from './input-check.js';
import type { Needs } from './needs.js';
import { oweMail } from './owe-mail.js';
import type { LoginLookup, Transact, UserStore } from './store.js';

type Store = Pick<UserStore, 'oweMail'>;

/**
 * Mails a link to choose a new password, if there is an account to whom the address belongs. All of that happens after
 * the answer, so that neither the answer nor its timing tells whether there is one.
 * @throws BAD_USER_INPUT for what is no address; RATE_LIMITED, by the address alone, whoever has it.
 */
export const createRequestPasswordReset =
  ({ transact, lookup, throttle, afterwards, post, clock, ids }: Needs & { transact: Transact<Store>; lookup: LoginLookup }) =>
  async (email: string, device: Device): Promise<void> => {
    new InputCheck([]).add('email', emailFault(email)).end();
    await throttle.reset(device, email);
    afterwards.do('mail a link to choose a new password', async () => {
      const account = await lookup.accountByEmail(email);
      if (!account?.active || account.email === null) return;
      const { id: accountId, email: address } = account;
      const mail = await transact((store) =>
        oweMail(store, { kind: 'RESET_PASSWORD', accountId, email: address, now: clock.now(), ids }),
      );
      await post.send(mail);
    });
  };
