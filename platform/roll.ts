/** A place in a row, for an item; its end has none. Outside of any row it is its own neighbour. */
export class Place<T> {
  private before: Place<T> = this;
  /** The place behind this one. */
  next: Place<T> = this;

  constructor(readonly item?: T) {}

  /** Takes the place before `other`, and leaves its own. */
  enter(other: Place<T>): void {
    this.leave();
    this.before = other.before;
    this.next = other;
    this.before.next = this;
    other.before = this;
  }

  /** Leaves the row; nothing in it, and nothing of it, is referred to from here any more. */
  leave(): void {
    this.before.next = this.next;
    this.next.before = this.before;
    this.before = this;
    this.next = this;
  }
}

/**
 * Who is there, in the order in which they came: a Set for what comes and goes with each request. To a Set or a Map V8 gives a new table
 * every few changes, and what stood in the old one stays until the whole heap is collected (decision 18). Here nothing stays.
 */
export class Roll<T> {
  private readonly end = new Place<T>();
  private count = 0;

  get size(): number {
    return this.count;
  }

  /** Who came first; undefined when nobody is there. */
  get first(): T | undefined {
    return this.end.next.item;
  }

  /** Gives what takes the item out again, once. */
  enter(item: T): () => void {
    const place = new Place(item);
    place.enter(this.end);
    this.count += 1;
    let here = true;
    return () => {
      if (here) this.count -= 1;
      here = false;
      place.leave();
    };
  }

  /** Everybody, as of now. */
  all(): T[] {
    const all: T[] = [];
    for (let place = this.end.next; place !== this.end; place = place.next) all.push(place.item as T);
    return all;
  }
}
