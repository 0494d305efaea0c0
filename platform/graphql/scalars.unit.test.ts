import { describe, expect, it } from '@jest/globals';
import { DateScalar, DateTimeScalar, LocalTimeScalar, SafeIntScalar, TimeZoneScalar } from './scalars.js';

const refuses = (scalar: { parseValue(value: unknown): unknown }, values: unknown[]): void => {
  for (const value of values) expect(() => scalar.parseValue(value)).toThrow();
};

describe('DateTime', () => {
  it('reads any offset and writes UTC', () => {
    const instant = DateTimeScalar.parseValue('2026-11-20T19:30:00+01:00');
    expect(DateTimeScalar.serialize(instant)).toBe('2026-11-20T18:30:00Z');
    expect(DateTimeScalar.serialize(DateTimeScalar.parseValue('2026-11-20T18:30:00.25Z'))).toBe('2026-11-20T18:30:00.250Z');
  });

  it('refuses days that do not exist, missing offsets and everything that is not RFC 3339', () => {
    refuses(DateTimeScalar, ['2026-02-30T10:00:00Z', '2026-11-20T10:00:00', '2026-11-20', '2026-11-20T24:00:00Z', 'now', 0, null]);
  });
});

describe('the other scalars', () => {
  it('take what they name', () => {
    expect(DateScalar.parseValue('2028-02-29')).toBe('2028-02-29');
    expect(LocalTimeScalar.parseValue('23:59')).toBe('23:59');
    expect(TimeZoneScalar.parseValue('Europe/Berlin')).toBe('Europe/Berlin');
    expect(SafeIntScalar.parseValue(2 ** 53 - 1)).toBe(2 ** 53 - 1);
  });

  it('refuse the rest', () => {
    refuses(DateScalar, ['2027-02-29', '2026-1-1', '0000-01-01', 20261120]);
    refuses(LocalTimeScalar, ['24:00', '9:30', '09:60']);
    refuses(TimeZoneScalar, ['Berlin', '+01:00', 'Europe/Atlantis', '']);
    refuses(SafeIntScalar, [2 ** 53, 1.5, '7']);
  });
});
