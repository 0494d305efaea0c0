import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { createSealer } from './sealer.js';

const [first, second] = [randomBytes(32), randomBytes(32)] as [Buffer, Buffer];

describe('a sealed secret', () => {
  it('is opened for its owner alone, and never twice the same', () => {
    const sealer = createSealer([first]);
    const sealed = sealer.seal('JBSWY3DP', 'ada');
    expect(sealer.open(sealed, 'ada')).toBe('JBSWY3DP');
    expect(sealed.bytes.toString('latin1')).not.toContain('JBSWY3DP');
    expect(sealer.seal('JBSWY3DP', 'ada').bytes.equals(sealed.bytes)).toBe(false);
    expect(() => sealer.open(sealed, 'bob')).toThrow();
  });

  it('is refused once a bit of it has changed', () => {
    const sealer = createSealer([first]);
    const { by, bytes } = sealer.seal('JBSWY3DP', 'ada');
    for (let index = 0; index < bytes.length; index += 1) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(index) ^ 1, index);
      expect(() => sealer.open({ by, bytes: changed }, 'ada')).toThrow();
    }
  });

  it('stays readable when another key takes over, and not without its own', () => {
    const old = createSealer([first]).seal('JBSWY3DP', 'ada');
    const both = createSealer([second, first]);
    expect([both.open(old, 'ada'), both.isCurrent(old), both.isCurrent(both.seal('x', 'ada'))]).toEqual(['JBSWY3DP', false, true]);
    expect(() => createSealer([second]).open(old, 'ada')).toThrow(/SECRETS_KEY/);
  });
});
