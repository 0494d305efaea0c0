import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import type { Sealed } from '../domain/two-factor.js';

/** Encrypts the few secrets that have to be read again, so that a copy of the database alone does not give them away. */
export interface Sealer {
  /** Bound to whom it belongs: moved to another row it can't be opened. */
  seal(secret: string, owner: string): Sealed;
  /** @throws when it was changed, is somebody else's, or its key is not among those known. */
  open(sealed: Sealed, owner: string): string;
  /** Whether the key that seals today sealed it. */
  isCurrent(sealed: Sealed): boolean;
}

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM (NIST SP 800-38D) with a fresh nonce for each secret. The first key seals, all of them open. */
export function createSealer(keys: readonly [Buffer, ...Buffer[]]): Sealer {
  const named = new Map(keys.map((key) => [nameOfKey(key), key]));
  const [current] = keys;
  const currentName = nameOfKey(current);
  return {
    seal(secret, owner) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', current, iv).setAAD(Buffer.from(owner));
      const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      return { by: currentName, bytes: Buffer.concat([iv, cipher.getAuthTag(), text]) };
    },
    open({ by, bytes }, owner) {
      const key = named.get(by);
      if (!key) throw new Error(`The key ${by} that sealed a secret is not among SECRETS_KEY.`);
      const iv = bytes.subarray(0, IV_BYTES);
      const tag = bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES);
      const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(owner)).setAuthTag(tag);
      return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
    },
    isCurrent: ({ by }) => by === currentName,
  };
}

/** What a key is called beside what it sealed; nothing of the key can be found out from it. */
const nameOfKey = (key: Buffer): string => createHash('sha256').update('convene sealing key').update(key).digest('hex').slice(0, 16);
