/** Plain data, as JSON has it. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** What a use case says that it changed, in the transaction in which it changed it. */
export interface Change {
  /** The line of order that it belongs to, such as `calendar:<id>`, `account:<id>`, `inbox:<id>` or `bookings:<id>`. */
  readonly topic: string;
  /** What happened, in upper case: CREATED, UPDATED … each subgraph's README lists its kinds. */
  readonly kind: string;
  /** The thing that changed, as `Type:id`. */
  readonly entity: string;
  /** Grows with each change of the entity; consumers ignore an older one than they have. */
  readonly entityVersion: number;
  /** Who did it; null for the system. */
  readonly actor: string | null;
  readonly at: Date;
  /** Names of the fields that changed; empty where all are new or gone. */
  readonly fields: readonly string[];
  /** What readers need to know of it. No secret, ever: rows are kept and travel in jobs. */
  readonly data: { readonly [key: string]: Json };
}

/** A change with its place in its topic: 1, 2, 3 … in order of commit, without a gap. */
export interface LoggedChange extends Change {
  readonly id: string;
  readonly position: number;
}

/**
 * A subgraph's change log. `Tx` is its store's transaction. Positions come from the topic's own counter, so that a
 * reader that has seen position n has seen all before n.
 */
export interface ChangeLog<Tx> {
  /**
   * Writes changes in the caller's transaction, as its last statement: topics are locked in sorted order until the
   * commit. After the commit those who listen are woken.
   */
  append(tx: Tx, changes: readonly Change[]): Promise<LoggedChange[]>;
  /** At most `limit` changes of a topic after a position, in order. */
  read(topic: string, after: number, limit: number): Promise<LoggedChange[]>;
  /** The newest changes of one entity within a topic, newest first, before a position where one is given. */
  readEntity(topic: string, entity: string, before: number | null, limit: number): Promise<LoggedChange[]>;
  /** The topic's last position; 0 while it has none. */
  end(topic: string): Promise<number>;
  /** The position up to which the topic can't be replayed any more; 0 at first. */
  floor(topic: string): Promise<number>;
  /**
   * Hands over at most `limit` changes that were not relayed yet and marks them relayed when `hand` resolves; those that
   * another relay is handing over are skipped. Says how many there were.
   */
  relay(limit: number, hand: (changes: readonly LoggedChange[]) => Promise<void>): Promise<number>;
  /**
   * Says under which epoch of the queues changes are relayed from now on. Under another than before, what was relayed in
   * the last two days is to be relayed again. Says how many changes that are.
   */
  enterEpoch(epoch: string): Promise<number>;
  /** Forgets how to replay what is older: raises each topic's floor to its last change before that moment. Rows stay. */
  raiseFloors(before: Date): Promise<void>;
}
