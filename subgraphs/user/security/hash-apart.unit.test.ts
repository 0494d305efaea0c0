import type { ChildProcess } from 'node:child_process';
import { afterAll, describe, expect, it } from '@jest/globals';
import { silentLogger } from '../../../platform/logger.js';
import { hashApart } from './hash-apart.js';
import { hashHere } from './hasher.js';

describe('a process of its own that hashes passwords', () => {
  const children: ChildProcess[] = [];
  let killed = 0;
  const hasher = hashApart({
    logger: silentLogger(),
    started(child) {
      children.push(child);
      if (killed > 0) child.kill('SIGKILL');
      killed -= 1;
    },
  });
  const last = (): ChildProcess => children.at(-1) as ChildProcess;
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

  it('does once more what it had to do when it was killed', async () => {
    await hasher.hash('it runs');
    const hashes = Promise.all(['one', 'two', 'three'].map((password) => hasher.hash(password)));
    last().kill('SIGKILL');
    const before = children.length;
    expect(await hashes).toEqual(Array.from({ length: 3 }, () => expect.stringMatching(/^\$argon2id/)));
    expect(children).toHaveLength(before + 1);
  });

  it('recovers when it was killed while it started', async () => {
    hasher.stop();
    killed = 1;
    expect(await hasher.hash('here after all')).toMatch(/^\$argon2id/);
  });

  it('tells that it ended when the second one ends as well, and goes on with the next', async () => {
    hasher.stop();
    killed = 2;
    await expect(hasher.hash('in vain')).rejects.toThrow('The process that hashes passwords ended.');
    expect(await hasher.hash('here again')).toMatch(/^\$argon2id/);
  });

  it('finishes what it has when it is stopped', async () => {
    await hasher.hash('it runs');
    const begun = hasher.hash('still wanted');
    const before = children.length;
    const gone = new Promise((resolve) => last().once('exit', resolve));
    hasher.stop();
    expect(await begun).toMatch(/^\$argon2id/);
    expect(await gone).toBe(0);
    expect(children).toHaveLength(before);
  });
});
