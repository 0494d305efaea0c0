import { describe, expect, it } from '@jest/globals';
import { emailFault, passwordFault, usernameFault } from './credentials.js';

describe('usernameFault', () => {
  it.each(['al', 'Ada', 'ada.lovelace', 'a_b-c9', '3po', '_ada-', 'x'.repeat(64)])('lets %s pass', (name) => {
    expect(usernameFault(name)).toBeNull();
  });
  it.each(['', 'a', 'a b', 'ada@home', '._-', 'ädä', 'a\u0000b', 'x'.repeat(65)])('refuses %j', (name) => {
    expect(usernameFault(name)).not.toBeNull();
  });
});

describe('emailFault', () => {
  it.each(['a@b.co', 'ada+tag@mail.example.org', "o'neil@example.museum"])('lets %s pass', (email) => {
    expect(emailFault(email)).toBeNull();
  });
  it.each(['', 'ada', 'ada@', 'ada@host', 'a b@c.de', 'a,b@c.de', 'a@b.c\r\nBcc: x@y.zz', '<a@b.cd>', `${'a'.repeat(250)}@b.cd`])(
    'refuses %j',
    (email) => {
      expect(emailFault(email)).not.toBeNull();
    },
  );
});

describe('passwordFault', () => {
  it.each(['12345678', '🔑'.repeat(8), 'x'.repeat(1024), '🔑'.repeat(1024)])('counts characters, not bytes: %#', (password) => {
    expect(passwordFault(password)).toBeNull();
  });
  it.each(['', '1234567', '🔑'.repeat(7), 'x'.repeat(1025), 'x'.repeat(1_000_000)])('refuses too short and too long: %#', (password) => {
    expect(passwordFault(password)).toBe('A password has 8 to 1,024 characters.');
  });
});
