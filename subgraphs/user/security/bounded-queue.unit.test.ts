import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { createBoundedQueue, type Lane } from './bounded-queue.js';

describe('a bounded queue', () => {
  it('never runs more at once than it may, and runs all that were let in', async () => {
    const queue = createBoundedQueue({ concurrency: 2, waiting: 64, patience: 10_000 });
    let running = 0;
    let most = 0;
    const results = await Promise.all(
      Array.from({ length: 40 }, (_, number) =>
        queue.run('back', async () => {
          running += 1;
          most = Math.max(most, running);
          await Promise.resolve();
          running -= 1;
          return number;
        }),
      ),
    );
    expect(most).toBe(2);
    expect(results).toEqual(Array.from({ length: 40 }, (_, number) => number));
  });

  it('refuses at once what would wait too long, and goes on after a fault', async () => {
    const queue = createBoundedQueue({ concurrency: 1, waiting: 1, patience: 10_000 });
    let release = (): void => undefined;
    const held = queue.run('back', () => new Promise<void>((resolve) => (release = resolve)));
    const failing = queue.run('back', () => Promise.reject(new Error('broken')));
    await expect(queue.run('back', () => Promise.resolve(1))).rejects.toMatchObject({ code: 'RATE_LIMITED', extensions: { retryAfter: 1 } });
    expect(() => queue.expectRoom('back')).toThrow(expect.objectContaining({ code: 'RATE_LIMITED' }));
    release();
    await held;
    expect(() => queue.expectRoom('back')).not.toThrow();
    await expect(failing).rejects.toThrow('broken');
    await expect(queue.run('back', () => Promise.resolve(2))).resolves.toBe(2);
  });

  it('lets nobody wait longer than it may, and goes on with those behind', async () => {
    const queue = createBoundedQueue({ concurrency: 1, waiting: 2, patience: 20 });
    let release = (): void => undefined;
    const held = queue.run('back', () => new Promise<void>((resolve) => (release = resolve)));
    await expect(queue.run('back', () => Promise.resolve(1))).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    const next = queue.run('back', () => Promise.resolve(2));
    release();
    await held;
    await expect(next).resolves.toBe(2);
    await expect(queue.run('back', () => Promise.resolve(3))).resolves.toBe(3);
  });

  it('lets those in front go before those at the back, and has room for them when the back is full', async () => {
    const queue = createBoundedQueue({ concurrency: 1, waiting: 2, patience: 10_000 });
    const order: string[] = [];
    let release = (): void => undefined;
    const held = queue.run('back', () => new Promise<void>((resolve) => (release = resolve)));
    const behind = ['one', 'two'].map((name) => queue.run('back', () => Promise.resolve(order.push(name))));
    expect(() => queue.expectRoom('back')).toThrow(expect.objectContaining({ code: 'RATE_LIMITED' }));
    const ahead = ['first', 'second'].map((name) => queue.run('front', () => Promise.resolve(order.push(name))));
    release();
    await Promise.all([held, ...behind, ...ahead]);
    expect(order).toEqual(['first', 'second', 'one', 'two']);
  });
});

describe('a share for those at the back', () => {
  const given = (options: { share: number; saved: number; saving?: number; longestWait?: number }) => {
    let now = 0;
    const pauses: { readonly milliseconds: number; readonly end: () => void }[] = [];
    const pause = (milliseconds: number): Promise<void> =>
      new Promise((resolve) => {
        const end = (): void => {
          now += milliseconds;
          resolve();
        };
        pauses.push({ milliseconds, end });
      });
    const backShare = { longestWait: 1000, mostCounted: 20, saving: 0, ...options };
    const queue = createBoundedQueue({ concurrency: 1, waiting: 64, patience: 10_000, backShare, time: { now: () => now, pause } });
    const work = (lane: Lane, milliseconds = 20): Promise<void> =>
      queue.run(lane, () => {
        now += milliseconds;
        return Promise.resolve();
      });
    return { queue, work, pauses, pass: (milliseconds: number) => (now += milliseconds) };
  };

  it('lets a few who come at once have all of the time, and then rests for as long as the share asks', async () => {
    const { work, pauses } = given({ share: 0.25, saved: 40 });
    const done: number[] = [];
    const all = [1, 2, 3, 4].map((number) => work('back').then(() => done.push(number)));
    await all[2];
    // 40 were saved, 15 came in three times 20, and 60 were taken: 5 too many take 20 to come in.
    expect([done, pauses.map(({ milliseconds }) => milliseconds)]).toEqual([[1, 2, 3], [20]]);
    pauses[0]?.end();
    await all[3];
    expect(pauses.map(({ milliseconds }) => milliseconds)).toEqual([20, 60]);
  });

  it('saves up slowly what nobody takes, once what was taken too much has come in', async () => {
    const { work, pauses, pass } = given({ share: 0.5, saved: 40, saving: 0.1 });
    const flood = async (): Promise<number> => {
      let count = 0;
      for (const before = pauses.length; pauses.length === before; count += 1) await work('back');
      pauses.at(-1)?.end();
      return count;
    };
    // Each takes 10 more than comes in meanwhile.
    expect(await flood()).toBe(5);
    pass(50);
    expect(await flood()).toBe(1);
    pass(250);
    expect(await flood()).toBe(3);
    pass(10_000);
    expect(await flood()).toBe(5);
  });

  it('does not count what took long because the processor was busy', async () => {
    const { work, pauses } = given({ share: 0.5, saved: 0 });
    await work('back', 5000);
    expect(pauses).toEqual([]);
  });

  it('is no matter of those in front', async () => {
    const { work, pauses } = given({ share: 0.1, saved: 0 });
    await Promise.all(Array.from({ length: 10 }, () => work('front')));
    expect(pauses).toEqual([]);
  });

  it('refuses at once who would wait too long for it', async () => {
    const { queue, work, pauses } = given({ share: 0.1, saved: 0, longestWait: 600 });
    await work('back');
    // It takes 200 for each until 20 have come in, and 180 until what was taken too much has.
    const waiting = [work('back'), work('back')];
    await expect(work('back')).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    expect(() => queue.expectRoom('front')).not.toThrow();
    for (let n = 0; n < 3; n += 1) {
      pauses[n]?.end();
      await waiting[n];
    }
  });

  it('holds to that while somebody has their turn, when nothing of it is counted yet and a little is saved', async () => {
    const { queue, work, pauses, pass } = given({ share: 0.1, saved: 40, saving: 0.05, longestWait: 500 });
    for (let n = 0; n < 3; n += 1) await work('back');
    pauses[0]?.end();
    await turn();
    let release = (): void => undefined;
    const held = queue.run('back', () => new Promise<void>((resolve) => (release = resolve)));
    pass(10);
    const room = (): boolean => {
      try {
        queue.expectRoom('back');
        return true;
      } catch {
        return false;
      }
    };
    // 20 for whose turn it is, and 20 for the next, come in within 400.
    expect(room()).toBe(true);
    const next = work('back');
    expect(room()).toBe(false);
    release();
    await held;
    pauses[1]?.end();
    await next;
  });
});
