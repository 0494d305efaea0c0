import { describe, expect, it } from '@jest/globals';
import { keysToForget, keyToSignWith } from './signing-key.js';

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

describe('keysToForget', () => {
  it('names those whose last token has expired: 60 s until the next signed, 600 s for a token, two minutes to spare', () => {
    const forgotten = (newest: number) => keysToForget([key('old', 9000), key('older', 9999), key('new', newest)], now).map(({ kid }) => kid);
    expect(forgotten(780)).toEqual(['old', 'older']);
    expect(forgotten(779)).toEqual(['older']);
  });
  it('never names the only one', () => {
    expect(keysToForget([key('old', 99_999)], now)).toEqual([]);
  });
});
