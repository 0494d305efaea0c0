import type { Clock } from '../platform/clock.js';
import type { Database } from '../platform/database/database.js';
import type { Ids } from '../platform/ids.js';
import { keyToSignWith } from '../subgraphs/user/domain/signing-key.js';
import { makeSigningKey, type StoredSigningKey } from '../subgraphs/user/security/access-tokens.js';
import { addSigningKey, readSigningKeys, removeSigningKey } from '../subgraphs/user/store/signing-keys.js';

/** What a command found or did, in lines, and whether it went well. */
export interface Outcome {
  readonly lines: readonly string[];
  readonly ok: boolean;
}

interface KeysParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
}

const USAGE = 'Say list, rotate, or remove with the name of a key.';

/**
 * The commands on the keys that sign access tokens: `list`; `rotate` adds one, which signs a minute later while the older
 * ones still verify; `remove <kid>` takes one away at once, and with it every access token that it signed.
 */
export async function runKeys(parts: KeysParts, [command, kid]: readonly string[]): Promise<Outcome> {
  switch (command) {
    case 'list':
      return { ok: true, lines: await list(parts) };
    case 'rotate':
      return rotate(parts);
    case 'remove':
      return kid === undefined ? { ok: false, lines: [USAGE, ...(await list(parts))] } : remove(parts, kid);
    default:
      return { ok: false, lines: [USAGE] };
  }
}

const maker =
  ({ ids, clock }: KeysParts) =>
  (): Promise<StoredSigningKey> =>
    makeSigningKey(ids.next(), clock.now());

async function list({ database, clock }: KeysParts): Promise<string[]> {
  const keys = await readSigningKeys(database);
  const signs = keyToSignWith(keys, clock.now())?.kid;
  return keys.map(({ kid, createdAt }) => `${kid}  made ${createdAt.toISOString()}  ${kid === signs ? 'signs' : 'verifies'}`);
}

async function rotate(parts: KeysParts): Promise<Outcome> {
  const { kid } = await addSigningKey(parts.database, maker(parts));
  const lines = [`Made the key ${kid}. It signs in a minute; older ones verify until what they signed has expired, and then go.`];
  return { ok: true, lines: [...lines, ...(await list(parts))] };
}

async function remove(parts: KeysParts, kid: string): Promise<Outcome> {
  const removed = await removeSigningKey(parts.database, kid, maker(parts));
  if (!removed) return { ok: false, lines: [`There is no key ${kid}.`, ...(await list(parts))] };
  const lines = [
    `Removed the key ${kid}. What it signed is refused everywhere within a minute; clients go on with their refresh tokens.`,
    ...(removed.made ? [`It was the only one: ${removed.made.kid} signs in its place, at once.`] : []),
  ];
  return { ok: true, lines: [...lines, ...(await list(parts))] };
}
