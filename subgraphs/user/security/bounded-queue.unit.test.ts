import { describe, expect, it } from '@jest/globals';
import { createBoundedQueue } from './bounded-queue.js';

describe('a bounded queue', () => {
  it('never runs more at once than it may, and runs all that were let in', async () => {
    const queue = createBoundedQueue({ concurrency: 2, waiting: 64, patience: 10_000 });
    let running = 0;
    let most = 0;
    const results = await Promise.all(
      Array.from({ length: 40 }, (_, number) =>
        queue.run(async () => {
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
    const held = queue.run(() => new Promise<void>((resolve) => (release = resolve)));
    const failing = queue.run(() => Promise.reject(new Error('broken')));
    await expect(queue.run(() => Promise.resolve(1))).rejects.toMatchObject({ code: 'RATE_LIMITED', extensions: { retryAfter: 1 } });
    expect(() => queue.expectRoom()).toThrow(expect.objectContaining({ code: 'RATE_LIMITED' }));
    release();
    await held;
    expect(() => queue.expectRoom()).not.toThrow();
    await expect(failing).rejects.toThrow('broken');
    await expect(queue.run(() => Promise.resolve(2))).resolves.toBe(2);
  });

  it('lets nobody wait longer than it may, and goes on with those behind', async () => {
    const queue = createBoundedQueue({ concurrency: 1, waiting: 2, patience: 20 });
    let release = (): void => undefined;
    const held = queue.run(() => new Promise<void>((resolve) => (release = resolve)));
    await expect(queue.run(() => Promise.resolve(1))).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    const next = queue.run(() => Promise.resolve(2));
    release();
    await held;
    await expect(next).resolves.toBe(2);
    await expect(queue.run(() => Promise.resolve(3))).resolves.toBe(3);
  });

  it('rests after each piece of work while a flood waits, and not for a few', async () => {
    const rests: (() => void)[] = [];
    const rest = { beyond: 1, after: () => new Promise<void>((resolve) => rests.push(resolve)) };
    const queue = createBoundedQueue({ concurrency: 1, waiting: 64, patience: 10_000, rest });
    const done: number[] = [];
    const all = [1, 2, 3, 4].map((number) => queue.run(() => Promise.resolve(done.push(number))));
    await all[0];
    expect([done, rests.length]).toEqual([[1], 1]);
    rests[0]?.();
    await all[1];
    expect([done, rests.length]).toEqual([[1, 2], 2]);
    rests[1]?.();
    await Promise.all(all);
    expect([done, rests.length]).toEqual([[1, 2, 3, 4], 2]);
  });
});
