import DataLoader from 'dataloader';

/** Gathers single look-ups of one request into one query, and asks for nothing twice. Made anew for each request. */
export interface Loader<Key, Value> {
  load(key: Key): Promise<Value | null>;
  loadMany(keys: readonly Key[]): Promise<(Value | null)[]>;
  /** Forgets one key, after a change to what it stands for. */
  clear(key: Key): void;
}

/** A loader over a batch query that may answer in any order and leave out what does not exist. */
export function createLoader<Key extends string, Value>(
  batch: (keys: readonly Key[]) => Promise<readonly Value[]>,
  keyOf: (value: Value) => string,
): Loader<Key, Value> {
  const loader = new DataLoader<Key, Value | null>(
    async (keys) => {
      const found = new Map((await batch(keys)).map((value) => [keyOf(value), value]));
      return keys.map((key) => found.get(key) ?? null);
    },
    { maxBatchSize: 500 },
  );
  return {
    load: (key) => loader.load(key),
    async loadMany(keys) {
      return Promise.all(keys.map((key) => loader.load(key)));
    },
    clear(key) {
      loader.clear(key);
    },
  };
}
