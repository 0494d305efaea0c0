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
    release();
    await held;
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
});
