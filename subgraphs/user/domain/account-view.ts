import type { Account } from './account.js';
import { ACCOUNT_SCOPE, ADMIN_SCOPE } from './scopes.js';

/** Who looks, as far as it matters here; null stands for nobody. */
export interface Onlooker {
  readonly userId: string;
  readonly scopes: ReadonlySet<string>;
}

/** What only the person, and administrators, may read of an account. */
export type OwnFields = Pick<
  Account,
  'email' | 'emailVerified' | 'role' | 'active' | 'timeZone' | 'locale' | 'lastLoginAt'
>;

/** An account as one viewer may see it. Answers are made from this and never from the account itself. */
export interface AccountView {
  readonly id: string;
  readonly username: string;
  readonly fullName: string;
  readonly avatarUrl: string | null;
  readonly createdAt: Date;
  /** Null for everybody else. */
  readonly own: OwnFields | null;
}

/**
 * The one decision on who sees what of an account: the person with a session of their own, and administrators, all of
 * it; others the public fields. A script's token lacks the ACCOUNT scope, and so reads even its owner as another does.
 */
export const seesOwnFields = (viewer: Onlooker | null, accountId: string): boolean =>
  viewer !== null &&
  (viewer.scopes.has(ADMIN_SCOPE) || (viewer.userId === accountId && viewer.scopes.has(ACCOUNT_SCOPE)));

/** The account for that viewer. */
export const viewOf = (viewer: Onlooker | null, account: Account): AccountView =>
  seesOwnFields(viewer, account.id) ? viewOfSelf(account) : { own: null, ...publicFields(account) };

/** The account for the person who has just signed in to it. */
export const viewOfSelf = (account: Account): AccountView => ({
  own: {
    email: account.email,
    emailVerified: account.emailVerified,
    role: account.role,
    active: account.active,
    timeZone: account.timeZone,
    locale: account.locale,
    lastLoginAt: account.lastLoginAt,
  },
  ...publicFields(account),
});

const publicFields = (account: Account): Omit<AccountView, 'own'> => ({
  id: account.id,
  username: account.username,
  fullName: account.fullName,
  avatarUrl: account.avatarUrl,
  createdAt: account.createdAt,
});
