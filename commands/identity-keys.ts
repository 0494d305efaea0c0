import { readSecrets } from '../part-config.js';
import { DEFINITIONS, PARTS, SUBGRAPHS, subgraphOf, type Part } from '../parts.js';
import type { Env } from '../platform/config.js';
import { deriveIdentityKeys, writeKeyRing, type Pair } from '../platform/identity/keys.js';

/**
 * A line for each part: the keys by which it knows, and is known by, those whom it deals with, as `IDENTITY_KEYS` takes them.
 * @throws ConfigError without `GATEWAY_SECRET`.
 */
export function identityKeys(env: Env): string[] {
  const keys = deriveIdentityKeys(readSecrets(env));
  return PARTS.map((part) => `${part}: IDENTITY_KEYS=${writeKeyRing(keys, pairsOf(part))}`);
}

function pairsOf(part: Part): Pair[] {
  const caller = part === 'gateway' ? part : subgraphOf(part);
  const asks = SUBGRAPHS.filter((callee) => Object.hasOwn(DEFINITIONS[callee].callers, caller)).map((callee): Pair => [caller, callee]);
  if (part === 'gateway' || part === 'worker') return asks;
  return [...asks, ...Object.keys(DEFINITIONS[part].callers).map((from): Pair => [from, part])];
}
