import type { Viewer } from '../../../platform/identity/viewer.js';
import { accountChanged } from './account-changed.js';
import type { Account } from '../domain/account.js';
import { avatarUrlFault, fullNameFault, localeFault, timeZoneFault, type Profile } from '../domain/profile.js';
import { InputCheck } from './input-check.js';
import type { Needs } from './needs.js';
import { lockSignedIn } from './signed-in-account.js';
import type { Transact, UserStore } from './store.js';

/** Absent leaves alone; null clears, where there is a way to be without. */
export type ProfileChange = { readonly [Field in keyof Profile]?: Profile[Field] | null | undefined };

type Store = Pick<UserStore, 'lockAccount' | 'saveAccount' | 'appendChanges'>;

/**
 * Changes what the viewer says of themselves. What is the same as before is no change, and nobody is told of it.
 * @throws BAD_USER_INPUT for what can't be, and for clearing what everybody has.
 */
export const createUpdateProfile =
  ({ transact, clock }: Pick<Needs, 'clock'> & { transact: Transact<Store> }) =>
  async (viewer: Viewer | null, change: ProfileChange): Promise<Account> => {
    check(change);
    return transact(async (store) => {
      const { passwordHash: _, ...before } = await lockSignedIn(store, viewer);
      const profile: Profile = {
        fullName: change.fullName?.trim() ?? before.fullName,
        avatarUrl: change.avatarUrl === undefined ? before.avatarUrl : change.avatarUrl,
        timeZone: change.timeZone ?? before.timeZone,
        locale: change.locale ?? before.locale,
      };
      const fields = (Object.keys(profile) as (keyof Profile)[]).filter((field) => profile[field] !== before[field]);
      if (fields.length === 0) return before;
      const account = { ...before, ...profile, version: before.version + 1 };
      await store.saveAccount(account);
      await store.appendChanges([accountChanged(account, { actor: account.id, at: clock.now(), fields })]);
      return account;
    });
  };

const NEVER_NULL = 'This can be changed, but not cleared.';

function check(change: ProfileChange): void {
  const fault = (value: string | null | undefined, faultOf: (value: string) => string | null): string | null =>
    value === undefined ? null : value === null ? NEVER_NULL : faultOf(value);
  new InputCheck()
    .add('fullName', fault(change.fullName, fullNameFault))
    .add('avatarUrl', change.avatarUrl == null ? null : avatarUrlFault(change.avatarUrl))
    .add('timeZone', fault(change.timeZone, timeZoneFault))
    .add('locale', fault(change.locale, localeFault))
    .end();
}
