import type { Change } from '../../../platform/change-log/change-log.js';
import type { Account } from '../domain/account.js';

/** The topic of everything that happens to one account. */
export const accountTopic = (accountId: string): string => `account:${accountId}`;

/**
 * What the log and the other subgraphs learn when an account is made or changed. `fields` names what changed, and is
 * empty for a new account. An address that is only claimed is not told.
 */
export function accountChanged(account: Account, by: { actor: string | null; at: Date; fields: readonly string[] }): Change {
  return {
    topic: accountTopic(account.id),
    kind: 'ACCOUNT_CHANGED',
    entity: `User:${account.id}`,
    entityVersion: account.version,
    actor: by.actor,
    at: by.at,
    fields: by.fields,
    data: {
      userId: account.id,
      username: account.username,
      fullName: account.fullName,
      verifiedEmail: account.emailVerified ? account.email : null,
      timeZone: account.timeZone,
      locale: account.locale,
      active: account.active,
    },
  };
}
