import type { Ids } from '../../../platform/ids.js';
import type { Account } from '../domain/account.js';
import type { MailKind, OwedMail } from '../domain/mail.js';
import { MAIL_LEASE } from '../mail/post-office.js';
import type { AccountStore, MailStore } from './store.js';

/** Owes a mail in the transaction; send it after the commit. Another process takes over should this one die. */
export async function oweMail(
  store: Pick<MailStore, 'oweMail'>,
  { kind, accountId, email, now, ids }: { kind: MailKind; accountId: string; email: string; now: Date; ids: Ids },
): Promise<OwedMail> {
  const mail: OwedMail = { id: ids.next(), kind, accountId, email, createdAt: now };
  await store.oweMail(mail, new Date(now.getTime() + MAIL_LEASE));
  return mail;
}

/**
 * The mail that answers a claim to an address: a link to verify it, or, where it is somebody else's already, a word to
 * that owner. The claimant learns nothing of the difference.
 */
export async function oweClaimMail(
  store: Pick<MailStore, 'oweMail'> & Pick<AccountStore, 'accountOfVerifiedEmail'>,
  { claimant, email, now, ids }: { claimant: Account; email: string; now: Date; ids: Ids },
): Promise<OwedMail> {
  const owner = await store.accountOfVerifiedEmail(email);
  return owner && owner.id !== claimant.id
    ? oweMail(store, { kind: 'ADDRESS_TAKEN', accountId: owner.id, email: owner.email ?? email, now, ids })
    : oweMail(store, { kind: 'VERIFY_EMAIL', accountId: claimant.id, email, now, ids });
}
