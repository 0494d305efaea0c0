import { describe, expect, it } from '@jest/globals';
import { mapIterator, pullIterator } from './iteration.js';

const never = new Promise<never>(() => undefined);

async function all<T>(iterator: AsyncIterableIterator<T>): Promise<T[]> {
  const values: T[] = [];
  for await (const value of iterator) values.push(value);
  return values;
}

describe('a pulled iterator', () => {
  it('gives what is pulled until there is nothing, and tells its end once', async () => {
    let count = 0;
    let ends = 0;
    const iterator = pullIterator(
      () => Promise.resolve(count < 3 ? (count += 1) : null),
      () => {
        ends += 1;
      },
    );
    expect(await all(iterator)).toEqual([1, 2, 3]);
    await iterator.return?.();
    expect(ends).toBe(1);
  });

  it('ends a pending next() at once when it is returned, where an async generator would wait', async () => {
    let aborted = false;
    const iterator = pullIterator((signal) => {
      signal.addEventListener('abort', () => {
        aborted = true;
      });
      return never;
    });
    const pending = iterator.next();
    await iterator.return?.();
    expect(await pending).toEqual({ value: undefined, done: true });
    expect(aborted).toBe(true);
    expect(await iterator.next()).toEqual({ value: undefined, done: true });
  });

  it('throws what the source throws, and is at its end then', async () => {
    let ends = 0;
    const iterator = pullIterator(
      () => Promise.reject(new Error('gone')),
      () => {
        ends += 1;
      },
    );
    await expect(iterator.next()).rejects.toThrow('gone');
    expect(await iterator.next()).toEqual({ value: undefined, done: true });
    expect(ends).toBe(1);
  });
});

describe('a mapped iterator', () => {
  it('maps, drops what maps to null, and ends its source with itself', async () => {
    let count = 0;
    let ended = false;
    const source = pullIterator(
      () => Promise.resolve((count += 1)),
      () => {
        ended = true;
      },
    );
    const mapped = mapIterator(source, (value) => (value % 2 === 0 ? value * 10 : null));
    expect((await mapped.next()).value).toBe(20);
    expect((await mapped.next()).value).toBe(40);
    await mapped.return?.();
    expect(ended).toBe(true);
  });
});
