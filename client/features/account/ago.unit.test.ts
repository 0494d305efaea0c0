import { describe, expect, it } from '@jest/globals';
import { fromNow } from './ago.js';

const now = new Date('2026-11-27T12:00:00Z');

describe('how long ago something was', () => {
  it.each([
    ['2026-11-27T11:59:40Z', 'now', 'jetzt'],
    ['2026-11-27T11:57:10Z', '2 minutes ago', 'vor 2 Minuten'],
    ['2026-11-26T11:00:00Z', 'yesterday', 'gestern'],
    ['2026-12-27T12:00:00Z', 'next month', 'nächsten Monat'],
    ['2028-11-28T12:00:00Z', 'in 2 years', 'in 2 Jahren'],
  ])('is said in the largest unit: %s', (at, en, de) => {
    expect([fromNow(new Date(at), now, 'en'), fromNow(new Date(at), now, 'de')]).toEqual([en, de]);
  });
});
