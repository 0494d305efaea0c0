import { Place } from '../platform/roll.js';

interface Entry<Key, Value> {
  readonly key: Key;
  value: Value;
}

/** What an `Lru` may be told. */
export interface LruOptions<Key, Value> {
  /** What an entry counts for; 1 unless given. */
  readonly weigh?: (key: Key, value: Value) => number;
  /** Hears of each that had to make room. */
  readonly forgotten?: (value: Value) => void;
}

/**
 * A map that forgets what was used longest ago once it weighs more than `limit`; what alone weighs more is not kept. To use an entry
 * changes its place and nothing else: a Map from which it is taken out and put in again makes a new table every few times.
 */
export class Lru<Key, Value> {
  private readonly places = new Map<Key, Place<Entry<Key, Value>>>();
  /** Behind it stands what was used longest ago. */
  private readonly end = new Place<Entry<Key, Value>>();
  private held = 0;

  constructor(
    private readonly limit: number,
    private readonly options: LruOptions<Key, Value> = {},
  ) {}

  get size(): number {
    return this.places.size;
  }

  get(key: Key): Value | undefined {
    const place = this.places.get(key);
    if (!place) return undefined;
    place.enter(this.end);
    return place.item?.value;
  }

  set(key: Key, value: Value): void {
    const weight = this.weigh(key, value);
    if (weight > this.limit) {
      this.delete(key);
      return;
    }
    const place = this.places.get(key);
    if (place?.item) {
      this.held += weight - this.weigh(key, place.item.value);
      place.item.value = value;
      place.enter(this.end);
    } else {
      this.held += weight;
      this.add({ key, value });
    }
    while (this.held > this.limit) this.forget(this.end.next);
  }

  delete(key: Key): void {
    const place = this.places.get(key);
    if (!place?.item) return;
    this.places.delete(key);
    place.leave();
    this.held -= this.weigh(key, place.item.value);
  }

  clear(): void {
    this.places.clear();
    this.end.leave();
    this.held = 0;
  }

  private weigh(key: Key, value: Value): number {
    return this.options.weigh?.(key, value) ?? 1;
  }

  private add(entry: Entry<Key, Value>): void {
    const place = new Place(entry);
    this.places.set(entry.key, place);
    place.enter(this.end);
  }

  private forget({ item }: Place<Entry<Key, Value>>): void {
    if (!item) return;
    this.delete(item.key);
    this.options.forgotten?.(item.value);
  }
}
