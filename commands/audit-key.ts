import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readProcessConfig } from '../config.js';
import type { Env } from '../platform/config.js';
import { AUDIT_KEY_FILE } from '../platform/embedded/secret.js';

/** What checkpoints of the security log are signed by: `AUDIT_KEY`, else the key beside the embedded database; null: unknown. */
export function auditKeyOf(env: Env): string | null {
  const { AUDIT_KEY: given, USER_DATABASE_URL: elsewhere } = env;
  if (given) return given;
  const file = join(readProcessConfig(env).dataDir, AUDIT_KEY_FILE);
  return !elsewhere && existsSync(file) ? readFileSync(file, 'utf8').trim() : null;
}
