import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

const SECRET_BYTES = 20;
const RECOVERY_BYTES = 10;
const SKEW = 1;
/** What every authenticator understands (RFC 6238 with its defaults). */
const PARAMETERS = { issuer: 'Convene', algorithm: 'SHA1', digits: 6, period: 30 } as const;

/** A new secret of 160 bits, base 32 (RFC 4226, 4: R6). */
export const newTotpSecret = (): string => new Secret({ size: SECRET_BYTES }).base32;

/** The address that an authenticator scans. */
export const totpUri = (secret: string, label: string): string => totpOf(secret, label).toString();

/** The step that a code belongs to, of the present one and its two neighbours; null for a code of no such step. */
export function stepOfCode(secret: string, code: string, now: Date): number | null {
  const timestamp = now.getTime();
  const delta = totpOf(secret, '').validate({ token: code, timestamp, window: SKEW });
  return delta === null ? null : TOTP.counter({ period: PARAMETERS.period, timestamp }) + delta;
}

/** Whether a text is meant as an authenticator's code, rather than as a recovery code. */
export const isTotpCode = (code: string): boolean => /^\d{6}$/.test(code);

/** A new recovery code: 80 random bits, base 32, in groups that can be copied by hand. */
export const newRecoveryCode = (): string =>
  (new Secret({ buffer: Uint8Array.from(randomBytes(RECOVERY_BYTES)).buffer }).base32.match(/.{4}/g) ?? []).join('-');

/** The same code however it was typed. */
export const normalRecoveryCode = (code: string): string => code.replace(/[\s-]/g, '').toUpperCase();

const totpOf = (secret: string, label: string): TOTP => new TOTP({ ...PARAMETERS, label, secret: Secret.fromBase32(secret) });
