import { describe, expect, it } from '@jest/globals';
import { silentLogger } from './logger.js';
import { startPeriodic } from './periodic.js';
import { until } from './testing/until.js';

describe('a periodic loop', () => {
  it('runs at once, again when poked, and goes on after a fault', async () => {
    let rounds = 0;
    const loop = startPeriodic('test', 60_000, () => ((rounds += 1) === 1 ? Promise.reject(new Error('once')) : Promise.resolve()), silentLogger());
    await until('the first round', () => rounds === 1);
    loop.poke();
    await until('the second round', () => rounds === 2);
    await loop.stop();
    loop.poke();
    expect(rounds).toBe(2);
  });

  it('never runs two rounds at once, and keeps a poke that came meanwhile', async () => {
    let under = 0;
    let most = 0;
    let rounds = 0;
    let release = (): void => undefined;
    const loop = startPeriodic(
      'test',
      60_000,
      async () => {
        rounds += 1;
        most = Math.max(most, (under += 1));
        if (rounds === 1) await new Promise<void>((resolve) => (release = resolve));
        under -= 1;
      },
      silentLogger(),
    );
    await until('the first round', () => rounds === 1);
    loop.poke();
    loop.poke();
    release();
    await until('the second round', () => rounds === 2);
    await loop.stop();
    expect([rounds, most]).toEqual([2, 1]);
  });
});
