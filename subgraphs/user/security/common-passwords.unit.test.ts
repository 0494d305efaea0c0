import { describe, expect, it } from '@jest/globals';
import { dictionary } from '@zxcvbn-ts/language-common';
import { newPasswordFault } from './common-passwords.js';

const COMMON = 'This is one of the most common passwords. Choose another.';

describe('a password that somebody chooses', () => {
  it('is none of the 10,000 most common of the list, nor of the 10,000 that are long enough', () => {
    const all = dictionary['passwords-common'];
    expect(all.slice(0, 10_000).filter((password) => newPasswordFault(password) === null)).toEqual([]);
    const longEnough = all.filter((password) => password.length >= 8);
    expect(longEnough.slice(0, 10_000).filter((password) => newPasswordFault(password) === null)).toEqual([]);
    expect(newPasswordFault(longEnough[10_000] ?? '')).toBeNull();
  });

  it('is compared whatever its case and its form', () => {
    for (const password of ['password1', 'PassWord1', 'PASSWORD1', 'ｐａｓｓｗｏｒｄ１']) expect(newPasswordFault(password)).toBe(COMMON);
  });

  it('may hold a common one', () => {
    expect(newPasswordFault('password1 and then some')).toBeNull();
    expect(newPasswordFault('correct horse battery')).toBeNull();
    expect(newPasswordFault('let us convene')).toBeNull();
  });

  it('has 8 to 1,024 characters as Unicode counts them', () => {
    expect(newPasswordFault('🐎'.repeat(7))).toMatch('8 to 1,024');
    expect(newPasswordFault('🐎'.repeat(8))).toBeNull();
    expect(newPasswordFault('🐎'.repeat(1024))).toBeNull();
    expect(newPasswordFault('🐎'.repeat(1025))).toMatch('8 to 1,024');
  });
});
