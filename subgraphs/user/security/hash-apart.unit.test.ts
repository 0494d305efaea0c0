import { afterAll, describe, expect, it } from '@jest/globals';
import { hashApart } from './hash-apart.js';
import { hashHere } from './hasher.js';

describe('a process of its own that hashes passwords', () => {
  const hasher = hashApart();
  afterAll(() => hasher.stop());

  it('makes and verifies the same hashes as this one', async () => {
    const hash = await hasher.hash('correct horse battery');
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,(t=2,p=1|p=1,t=2)\$/);
    expect(await hashHere().verify(hash, 'correct horse battery')).toBe(true);
    expect(await Promise.all(['correct horse battery', 'another'].map((password) => hasher.verify(hash, password)))).toEqual([true, false]);
  });

  it('tells what it could not do, and goes on', async () => {
    await expect(hasher.verify('no hash at all', 'x')).rejects.toThrow();
    expect(await hasher.hash('still there')).toMatch(/^\$argon2id/);
  });

  it('is started again after it ended', async () => {
    hasher.stop();
    expect(await hasher.hash('here again')).toMatch(/^\$argon2id/);
  });
});
