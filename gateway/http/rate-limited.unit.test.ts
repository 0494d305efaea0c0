import { describe, expect, it } from '@jest/globals';
import { secondsToWait } from './rate-limited.js';

const limited = (retryAfter: unknown) => ({ message: 'Later.', extensions: { code: 'RATE_LIMITED', retryAfter } });

describe('an answer that is nothing but RATE_LIMITED', () => {
  it('has the longest of its waits', () => {
    expect(secondsToWait({ data: { a: null, b: null }, errors: [limited(3), limited(40)] })).toBe(40);
    expect(secondsToWait({ data: null, errors: [limited(7)] })).toBe(7);
    expect(secondsToWait({ errors: [limited('soon')] })).toBe(1);
  });

  it('is no such thing where something was answered, or went wrong in another way', () => {
    expect(secondsToWait({ data: { a: null, b: {} }, errors: [limited(3)] })).toBeNull();
    expect(secondsToWait({ data: { a: null, b: null }, errors: [limited(3), { message: 'No.', extensions: { code: 'UNAUTHENTICATED' } }] })).toBeNull();
    expect(secondsToWait({ data: { a: 1 } })).toBeNull();
    expect(secondsToWait({ data: null })).toBeNull();
  });
});
