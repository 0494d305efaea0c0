/** At most so many in each stretch of time, which begins with the first one. */
export interface Rate {
  readonly points: number;
  readonly seconds: number;
}

/** Counts what is done under each key, for all processes together. */
export interface RateLimiter {
  /**
   * Counts one more. Null while that is within the rate; else the whole seconds, 1 at least, until the stretch ends. What
   * is refused makes nobody wait longer.
   */
  take(key: string): Promise<number | null>;
  /** Takes one back that did no harm. */
  giveBack(key: string): Promise<void>;
}

/** Where counts are kept. */
export interface RateLimits {
  /** Counts of one kind; those of another name are others. */
  limiter(name: string, rate: Rate): RateLimiter;
  /** Forgets counts whose time is over. */
  tidy(): Promise<void>;
}
