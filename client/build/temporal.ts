import type * as Polyfill from 'temporal-polyfill';

if (!('Temporal' in globalThis)) await import('temporal-polyfill/global');

/** Stands in for `temporal-polyfill` in the bundle: browsers have Temporal, and who has not loads it. */
export const { Temporal } = globalThis as unknown as typeof Polyfill;
