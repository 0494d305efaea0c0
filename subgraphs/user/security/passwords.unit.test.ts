import { describe, expect, it } from '@jest/globals';
import { createPasswords } from './passwords.js';

describe('passwords', () => {
  it('are kept as argon2id at 19 MiB, two passes, one lane, and verified', async () => {
    const passwords = await createPasswords();
    const hash = await passwords.hash('correct horse', 'stranger');
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await passwords.verify(hash, 'correct horse', 'stranger')).toBe(true);
    expect(await passwords.verify(hash, 'Correct horse', 'stranger')).toBe(false);
    expect(passwords.isOutdated(hash)).toBe(false);
  });

  it('are not cut short: the last of 1,024 characters counts', async () => {
    const passwords = await createPasswords();
    const hash = await passwords.hash(`${'x'.repeat(1023)}a`, 'stranger');
    expect(await passwords.verify(hash, `${'x'.repeat(1023)}b`, 'stranger')).toBe(false);
  });

  it('are the same however they were composed', async () => {
    const passwords = await createPasswords();
    expect(await passwords.verify(await passwords.hash('Zürich 2026', 'stranger'), 'Zu\u0308rich 2026', 'known')).toBe(true);
  });

  it('never match where there is nobody', async () => {
    const passwords = await createPasswords();
    expect(await passwords.verify(null, 'nobody has this password', 'stranger')).toBe(false);
  });

  it('tells an older, weaker hash', async () => {
    const passwords = await createPasswords();
    const weak = '$argon2id$v=19$m=4096,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$0000000000000000000000000000000000000000000';
    expect(passwords.isOutdated(weak)).toBe(true);
  });
});
