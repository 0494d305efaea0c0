import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/** In the data directory: the key that signs checkpoints of the security log. */
export const AUDIT_KEY_FILE = 'audit.key';

/** The secret in a file that its owner alone may read: 192 random bits, made at the first call. */
export function readOrMakeSecret(file: string): string {
  if (!existsSync(file)) {
    const fresh = `${file}.new`;
    rmSync(fresh, { force: true });
    writeFileSync(fresh, randomBytes(24).toString('base64url'), { mode: 0o600 });
    renameSync(fresh, file);
  }
  return readFileSync(file, 'utf8').trim();
}
