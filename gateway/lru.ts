import { Place } from '../platform/roll.js';

interface Entry<Key, Value> {
  readonly key: Key;
  value: Value;
  weight: number;
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

  /** What all entries count for together. */
  get weight(): number {
    return this.held;
  }

  get(key: Key): Value | undefined {
    const place = this.places.get(key);
    if (!place) return undefined;
    place.leave();
    place.enter(this.end);
    return place.item?.value;
  }

  set(key: Key, value: Value): void {
    const weight = this.options.weigh?.(key, value) ?? 1;
    if (weight > this.limit) {
      this.delete(key);
      return;
    }
    const place = this.places.get(key) ?? this.placeFor({ key, value, weight: 0 });
    const entry = place.item as Entry<Key, Value>;
    this.held += weight - entry.weight;
    entry.value = value;
    entry.weight = weight;
    place.leave();
    place.enter(this.end);
    while (this.held > this.limit) this.forget(this.end.next.item as Entry<Key, Value>);
  }

  delete(key: Key): void {
    const place = this.places.get(key);
    if (!place) return;
    this.places.delete(key);
    place.leave();
    this.held -= (place.item as Entry<Key, Value>).weight;
  }

  clear(): void {
    this.places.clear();
    this.end.leave();
    this.held = 0;
  }

  private placeFor(entry: Entry<Key, Value>): Place<Entry<Key, Value>> {
    const place = new Place(entry);
    this.places.set(entry.key, place);
    return place;
  }

  private forget({ key, value }: Entry<Key, Value>): void {
    this.delete(key);
    this.options.forgotten?.(value);
  }
}
