/**
 * An endless iterator that is pulled: `pull` gives the next value, or null when there is none and it ends.
 * Not an async generator: `return()` of those waits behind a pending `next()`, so that a silent subscription could
 * never be ended. Here `return()` aborts the signal that `pull` is given, and a pending `next()` ends at once.
 */
export function pullIterator<T>(
  pull: (signal: AbortSignal) => Promise<T | null>,
  onEnd: () => void | Promise<void> = () => undefined,
): AsyncIterableIterator<T> {
  const abort = new AbortController();
  const finish = async (): Promise<void> => {
    if (abort.signal.aborted) return;
    abort.abort();
    await onEnd();
  };
  /** What `pull` gives, or null as soon as the iterator is ended. */
  const pullOrEnd = (): Promise<T | null> =>
    new Promise((resolve, reject) => {
      const end = (): void => resolve(null);
      abort.signal.addEventListener('abort', end, { once: true });
      pull(abort.signal)
        .then(resolve, reject)
        .finally(() => abort.signal.removeEventListener('abort', end));
    });
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      if (abort.signal.aborted) return { value: undefined, done: true };
      try {
        const value = await pullOrEnd();
        if (value !== null && !abort.signal.aborted) return { value, done: false };
      } catch (error) {
        await finish();
        throw error;
      }
      await finish();
      return { value: undefined, done: true };
    },
    async return() {
      await finish();
      return { value: undefined, done: true };
    },
    async throw(error) {
      await finish();
      throw error;
    },
  };
}

/** Turns each value into another, or drops it where `map` gives null. Ends when its source ends. */
export function mapIterator<From, To>(
  source: AsyncIterableIterator<From>,
  map: (value: From) => Promise<To | null> | To | null,
): AsyncIterableIterator<To> {
  return pullIterator(
    async (signal) => {
      while (!signal.aborted) {
        const next = await source.next();
        if (next.done) return null;
        const mapped = await map(next.value);
        if (mapped !== null) return mapped;
      }
      return null;
    },
    async () => {
      await source.return?.();
    },
  );
}
