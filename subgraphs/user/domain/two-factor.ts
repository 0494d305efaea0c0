/** A secret that can not be kept as a hash, sealed by the key of that name. */
export interface Sealed {
  readonly by: string;
  readonly bytes: Buffer;
}

/** An account's second factor: begun, or in effect. */
export interface TwoFactor {
  readonly accountId: string;
  readonly secret: Sealed;
  readonly begunAt: Date;
  /** Null until a first code has shown that the authenticator knows the secret. */
  readonly enabledAt: Date | null;
  /** The session that turned it on, and the step of the code that it showed. */
  readonly enabledBy: string | null;
  readonly enabledWith: number | null;
  /** The step of the last code that was good: neither it nor an earlier one is good again (RFC 6238, 5.2). */
  readonly lastStep: number | null;
  /** When codes were tried, right or wrong, within the last minute. */
  readonly tries: readonly Date[];
}

const TRIES = { most: 5, within: 60_000 };
/** Milliseconds for which what was begun may be confirmed. */
const BEGUN_LIFETIME = 30 * 60 * 1000;
/** Codes that each stand in once for a lost authenticator. */
export const RECOVERY_CODES = 10;

/** Whether it is begun, not in effect yet, and not begun too long ago. */
export const isBegun = (factor: TwoFactor, now: Date): boolean =>
  factor.enabledAt === null && now.getTime() - factor.begunAt.getTime() < BEGUN_LIFETIME;

/**
 * Counts one more try: at most five within any minute. Refused ones do not count, so that who waits long enough is heard.
 * `retryAfter` in seconds.
 */
export function countTry(tries: readonly Date[], now: Date): { tries: readonly Date[] } | { retryAfter: number } {
  const recent = tries.filter((at) => Math.abs(now.getTime() - at.getTime()) < TRIES.within);
  const [first] = recent;
  if (!first || recent.length < TRIES.most) return { tries: [...recent, now] };
  return { retryAfter: Math.max(1, Math.ceil((first.getTime() + TRIES.within - now.getTime()) / 1000)) };
}
