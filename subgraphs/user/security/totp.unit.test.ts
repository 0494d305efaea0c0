import { describe, expect, it } from '@jest/globals';
import { isTotpCode, newRecoveryCode, newTotpSecret, normalRecoveryCode, stepOfCode, totpUri } from './totp.js';

// RFC 6238, appendix B: the ASCII secret 12345678901234567890 with SHA-1; the last six of the eight digits there.
const RFC_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const at = (seconds: number): Date => new Date(seconds * 1000);

describe('codes of an authenticator', () => {
  it.each([
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
  ])('are those of RFC 6238 at second %d', (seconds, code) => {
    expect(stepOfCode(RFC_SECRET, code, at(seconds))).toBe(Math.floor(seconds / 30));
  });

  it('may be one step early or late, and no more', () => {
    const step = Math.floor(1111111109 / 30);
    const late = (steps: number) => stepOfCode(RFC_SECRET, '081804', at((step + steps) * 30));
    expect([late(-2), late(-1), late(0), late(1), late(2)]).toEqual([null, step, step, step, null]);
  });

  it('come from a secret of 160 bits in an address that names the account', () => {
    const secret = newTotpSecret();
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(totpUri(secret, 'ada')).toBe(`otpauth://totp/Convene:ada?issuer=Convene&secret=${secret}&algorithm=SHA1&digits=6&period=30`);
  });
});

describe('recovery codes', () => {
  it('are 80 bits in groups, and the same however they are typed', () => {
    const code = newRecoveryCode();
    expect(code).toMatch(/^([A-Z2-7]{4}-){3}[A-Z2-7]{4}$/);
    expect(normalRecoveryCode(` ${code.toLowerCase().replaceAll('-', ' ')}`)).toBe(normalRecoveryCode(code));
    expect([isTotpCode(code), isTotpCode('123456'), isTotpCode('1234567')]).toEqual([false, true, false]);
  });
});
