import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/** In the data directory: the key that signs checkpoints of the security log. */
export const AUDIT_KEY_FILE = 'audit.key';
/** In the data directory: the key that seals secrets which have to be read again. */
export const SECRETS_KEY_FILE = 'secrets.key';
/** In the data directory: the key that signs the codes of tickets. */
export const TICKET_KEY_FILE = 'tickets.key';

/** The secret in a file that its owner alone may read: random bytes, base64url, made at the first call. */
export function readOrMakeSecret(file: string, bytes = 24): string {
  if (!existsSync(file)) {
    const fresh = `${file}.new`;
    rmSync(fresh, { force: true });
    writeFileSync(fresh, randomBytes(bytes).toString('base64url'), { mode: 0o600 });
    renameSync(fresh, file);
  }
  return readFileSync(file, 'utf8').trim();
}
