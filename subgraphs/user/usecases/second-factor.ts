import { CallerError, unauthenticated } from '../../../platform/errors.js';
import { securityEvent } from '../domain/security-event.js';
import type { Device } from '../domain/session.js';
import { countTry, type TwoFactor } from '../domain/two-factor.js';
import { hashOfToken } from '../security/opaque-token.js';
import type { Sealer } from '../security/sealer.js';
import { isTotpCode, normalRecoveryCode, stepOfCode } from '../security/totp.js';
import type { UserStore } from './store.js';

type Store = Pick<UserStore, 'twoFactor' | 'saveTwoFactor' | 'useRecoveryCode' | 'logSecurity'>;

/** What came of a code. What it changed has to be committed in any case: a wrong one is a try too. */
export type Proof =
  | { readonly is: 'GOOD'; readonly factor: TwoFactor }
  | { readonly is: 'WRONG' }
  | { readonly is: 'TOO_MANY'; readonly retryAfter: number };

/** Milliseconds, seconds and steps come from `now` alone. */
interface Trial {
  readonly code: string;
  readonly now: Date;
  readonly sealer: Sealer;
}

/**
 * Tries an authenticator's code, which is good once and only forwards in time. With `again`, that step's code alone is good,
 * although it was used: the one which turned the factor on, for who asks again.
 */
export async function tryCode(
  store: Pick<Store, 'saveTwoFactor'>,
  factor: TwoFactor,
  { code, now, sealer, again = null }: Trial & { again?: number | null },
): Promise<Proof> {
  const counted = countTry(factor.tries, now);
  if ('retryAfter' in counted) return { is: 'TOO_MANY', ...counted };
  const secret = sealer.open(factor.secret, factor.accountId);
  const step = isTotpCode(code) ? stepOfCode(secret, code, now) : null;
  const good = step !== null && (again === null ? step > (factor.lastStep ?? -1) : step === again);
  const tried: TwoFactor = {
    ...factor,
    secret: sealer.isCurrent(factor.secret) ? factor.secret : sealer.seal(secret, factor.accountId),
    lastStep: good ? step : factor.lastStep,
    tries: counted.tries,
  };
  await store.saveTwoFactor(tried);
  return good ? { is: 'GOOD', factor: tried } : { is: 'WRONG' };
}

/** Tries a recovery code, each of which is good once. */
async function tryRecoveryCode(store: Store, factor: TwoFactor, { code, now }: Trial): Promise<Proof> {
  const counted = countTry(factor.tries, now);
  if ('retryAfter' in counted) return { is: 'TOO_MANY', ...counted };
  const tried = { ...factor, tries: counted.tries };
  await store.saveTwoFactor(tried);
  const good = await store.useRecoveryCode(factor.accountId, hashOfToken(normalRecoveryCode(code)), now);
  return good ? { is: 'GOOD', factor: tried } : { is: 'WRONG' };
}

/**
 * Asks for the second factor of an account that is locked, where it has one. The refusal is an answer and not thrown: the
 * try has to be committed.
 */
export async function askSecondFactor(
  store: Store,
  accountId: string,
  { code, device, ...trial }: Omit<Trial, 'code'> & { code: string | null; device: Device },
): Promise<CallerError | null> {
  const factor = await store.twoFactor(accountId);
  if (factor?.enabledAt == null) return null;
  const given = code?.replace(/\s/g, '') ?? '';
  if (given === '') return new CallerError('TWO_FACTOR_REQUIRED', 'This account asks for a code of its authenticator too.');
  const trialOf = { ...trial, code: given };
  const proof = isTotpCode(given) ? await tryCode(store, factor, trialOf) : await tryRecoveryCode(store, factor, trialOf);
  if (proof.is === 'WRONG') await store.logSecurity(securityEvent(accountId, 'LOGIN_FAILED', trial.now, device));
  return proof.is === 'GOOD' ? null : refusalOf(proof);
}

/** What the caller hears of a proof that failed. */
export function refusalOf(proof: Exclude<Proof, { is: 'GOOD' }>): CallerError {
  switch (proof.is) {
    case 'WRONG':
      return unauthenticated('The code is wrong, or was used before.');
    case 'TOO_MANY':
      return new CallerError('RATE_LIMITED', 'Too many codes were tried. Wait a moment.', { retryAfter: proof.retryAfter });
  }
}
