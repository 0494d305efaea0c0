import type { Ids } from '../ids.js';

/** Identifiers that can be foreseen: 00000000-0000-7000-8000-000000000001, …2 and so on. */
export function countingIds(): Ids {
  let count = 0;
  return {
    next() {
      count += 1;
      return `00000000-0000-7000-8000-${count.toString(16).padStart(12, '0')}`;
    },
  };
}
