import { describe, expect, it } from '@jest/globals';
import { keyedRequest, refuseOtherInput } from './idempotency.js';

describe('a request under a key', () => {
  it('is the same however its input was written, and another with another input', () => {
    const first = keyedRequest('u', 'book', 'k', { a: 1, b: { c: [1, 2], d: undefined } });
    const again = keyedRequest('u', 'book', 'k', { b: { c: [1, 2] }, a: 1 });
    const other = keyedRequest('u', 'book', 'k', { b: { c: [2, 1] }, a: 1 });
    expect(again).toEqual(first);
    expect(other?.inputHash).not.toBe(first?.inputHash);
    if (!first || !again || !other) throw new Error('A key was given.');
    refuseOtherInput(again, first);
    expect(() => {
      refuseOtherInput(other, first);
    }).toThrow(expect.objectContaining({ code: 'IDEMPOTENCY_MISMATCH' }));
  });

  it('is none without a key, and refused with a key that is none', () => {
    expect(keyedRequest('u', 'book', null, {})).toBeNull();
    for (const key of ['', 'x'.repeat(201), 'naïve', 'a\nb']) {
      expect(() => keyedRequest('u', 'book', key, {})).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
    }
  });
});
