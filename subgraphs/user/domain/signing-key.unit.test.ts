import { describe, expect, it } from '@jest/globals';
import { keyToSignWith } from './signing-key.js';

const now = new Date('2026-11-20T12:00:00Z');
const key = (kid: string, secondsOld: number) => ({ kid, createdAt: new Date(now.getTime() - secondsOld * 1000) });

describe('keyToSignWith', () => {
  it('takes the newest that everybody has had time to fetch', () => {
    expect(keyToSignWith([key('old', 9000), key('new', 60), key('too new', 59)], now)?.kid).toBe('new');
  });
  it('takes the oldest of those that are all too new', () => {
    expect(keyToSignWith([key('first', 5), key('second', 1)], now)?.kid).toBe('first');
  });
  it('has none where there is none', () => {
    expect(keyToSignWith([], now)).toBeUndefined();
  });
});
