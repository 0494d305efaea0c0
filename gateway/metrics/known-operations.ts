import { Lru } from '../lru.js';

/** The labels of one operation. */
export interface OperationLabels {
  readonly name: string;
  readonly hash: string;
}

/** What every operation is called that has no labels of its own. */
export const OTHER: OperationLabels = { name: 'other', hash: 'other' };

/** Operations with labels of their own; each costs some twenty series. */
const MOST = 100;
/** Operations that are counted in order to find out whether they come often. */
const CANDIDATES = 1000;
/** An operation has labels of its own from this occurrence on. */
const OFTEN = 5;
const LONGEST_NAME = 60;
const HASH_LENGTH = 12;

/**
 * Labels for operations by name and hash, which clients make up as they like: those that come often have labels of their
 * own, a hundred at most, and the one that was used longest ago makes room; `forgotten` hears of it. All others share one.
 */
export function createOperationLabels(forgotten: (labels: OperationLabels) => void): (name: string | null | undefined, hash: string) => OperationLabels {
  const known = new Lru<string, OperationLabels>(MOST, { forgotten });
  const candidates = new Lru<string, number>(CANDIDATES);
  return (name, hash) => {
    const key = `${hash} ${name ?? ''}`;
    const labels = known.get(key);
    if (labels) return labels;
    const seen = (candidates.get(key) ?? 0) + 1;
    if (seen < OFTEN) {
      candidates.set(key, seen);
      return OTHER;
    }
    candidates.delete(key);
    const own = { name: name?.slice(0, LONGEST_NAME) || 'anonymous', hash: hash.slice(0, HASH_LENGTH) };
    known.set(key, own);
    return own;
  };
}
