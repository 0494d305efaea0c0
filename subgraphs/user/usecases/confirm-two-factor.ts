import { CallerError } from '../../../platform/errors.js';
import type { Viewer } from '../../../platform/identity/viewer.js';
import { securityEvent } from '../domain/security-event.js';
import type { Device } from '../domain/session.js';
import { isBegun, RECOVERY_CODES, type TwoFactor } from '../domain/two-factor.js';
import { hashOfToken } from '../security/opaque-token.js';
import { newRecoveryCode, normalRecoveryCode } from '../security/totp.js';
import type { Needs } from './needs.js';
import { refusalOf, tryCode } from './second-factor.js';
import { lockSignedIn } from './signed-in-account.js';
import type { Transact, UserStore } from './store.js';

type Store = Pick<
  UserStore,
  'lockAccount' | 'logSecurity' | 'twoFactor' | 'saveTwoFactor' | 'putRecoveryCodes' | 'recoveryCodeWasUsed'
>;

/**
 * Turns the second factor on, and answers with its recovery codes, of which hashes are kept. The session that did so may
 * ask again with the same code while that is good and neither it nor a recovery code has been used since: then an answer was
 * lost, and new codes take the place of those that nobody has seen.
 * @throws UNAUTHENTICATED for a wrong code; RATE_LIMITED after five within a minute; CONFLICT when none was begun.
 */
export const createConfirmTwoFactor =
  ({ transact, sealer, clock }: Pick<Needs, 'clock' | 'sealer'> & { transact: Transact<Store> }) =>
  async (viewer: Viewer | null, code: string, device: Device): Promise<string[]> => {
    const outcome = await transact(async (store) => {
      const now = clock.now();
      const { id } = await lockSignedIn(store, viewer);
      const factor = await store.twoFactor(id);
      const again = factor && (await stepToAskAgain(store, factor, viewer));
      if (!factor || (again === null && !isBegun(factor, now))) {
        throw new CallerError('CONFLICT', factor?.enabledAt ? 'The second factor is on already.' : 'Begin first.');
      }
      const proof = await tryCode(store, factor, { code: code.replace(/\s/g, ''), now, sealer, again });
      if (proof.is !== 'GOOD') return refusalOf(proof);
      const enabled = { enabledAt: factor.enabledAt ?? now, enabledBy: viewer?.sessionId ?? null, enabledWith: proof.factor.lastStep };
      await store.saveTwoFactor({ ...proof.factor, ...enabled });
      const codes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode);
      await store.putRecoveryCodes(id, codes.map((each) => hashOfToken(normalRecoveryCode(each))));
      if (!factor.enabledAt) await store.logSecurity(securityEvent(id, 'TWO_FACTOR_ENABLED', now, device));
      return codes;
    });
    if (Array.isArray(outcome)) return outcome;
    throw outcome;
  };

async function stepToAskAgain(store: Store, factor: TwoFactor, viewer: Viewer | null): Promise<number | null> {
  const untouched = factor.enabledAt !== null && factor.enabledBy === viewer?.sessionId && factor.lastStep === factor.enabledWith;
  return untouched && !(await store.recoveryCodeWasUsed(factor.accountId)) ? factor.enabledWith : null;
}
