import { z } from 'zod';
import { keysSetting, readConfig, type Env } from '../../platform/config.js';
import { emailFault } from './domain/credentials.js';
import { newPasswordFault } from './security/common-passwords.js';

/** The settings of the user subgraph. */
export interface UserConfig {
  readonly databaseUrl: string;
  /** Connections to the database at most. */
  readonly poolSize: number;
  /** What links in mails begin with, without a slash at the end. */
  readonly publicUrl: string;
  /** Tries a minute of each of register, login and reset. */
  readonly authRateLimit: number;
  /** Whether passwords are hashed in a process of their own. */
  readonly hashApart: boolean;
  /** Signs checkpoints of the security log; null: they are not signed. */
  readonly auditKey: string | null;
  /** Seal what can't be kept as a hash, the first of them; all open it. Empty: the database keeps a key of its own. */
  readonly secretsKeys: readonly Buffer[];
  /** Made at start where there is none yet. */
  readonly administrator: { readonly email: string; readonly password: string } | null;
}

const DEFAULT_POOL_SIZE = 10;
const DEFAULT_AUTH_RATE_LIMIT = 5;
const AUDIT_KEY_LENGTH = 32;

const settings = z
  .object({
    USER_DATABASE_URL: z.string('must be given, such as postgres://user@host/user').regex(/^postgres(ql)?:\/\//, 'must be a postgres:// address'),
    USER_DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(DEFAULT_POOL_SIZE),
    PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
    PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).optional(),
    AUTH_RATE_LIMIT: z.coerce
      .number('must be a number')
      .int('must be a whole number')
      .min(1, 'must be 1 or more')
      .max(1_000_000, 'must be 1,000,000 or less')
      .default(DEFAULT_AUTH_RATE_LIMIT),
    HASH_APART: z.enum(['0', '1'], 'must be 0 or 1').default('1'),
    AUDIT_KEY: z.string().min(AUDIT_KEY_LENGTH, `must have ${String(AUDIT_KEY_LENGTH)} characters or more`).optional(),
    SECRETS_KEY: keysSetting(),
    ADMIN_EMAIL: z.string().optional(),
    ADMIN_PASSWORD: z.string().optional(),
  })
  .check((context) => {
    const { ADMIN_EMAIL: email, ADMIN_PASSWORD: password } = context.value;
    const fault = (setting: string, message: string): void => {
      context.issues.push({ code: 'custom', path: [setting], message, input: undefined });
    };
    if (email !== undefined && password === undefined) fault('ADMIN_PASSWORD', 'must be set where ADMIN_EMAIL is');
    if (password !== undefined && email === undefined) fault('ADMIN_EMAIL', 'must be set where ADMIN_PASSWORD is');
    if (email !== undefined && emailFault(email) !== null) fault('ADMIN_EMAIL', 'must be an e-mail address');
    if (password !== undefined && newPasswordFault(password) !== null) {
      fault('ADMIN_PASSWORD', 'must have 8 to 1,024 characters, and not be one of the most common passwords');
    }
  });

/** Reads the settings. @throws ConfigError naming every fault. */
export function readUserConfig(env: Env): UserConfig {
  const read = readConfig(settings, env);
  return {
    databaseUrl: read.USER_DATABASE_URL,
    poolSize: read.USER_DATABASE_POOL,
    publicUrl: (read.PUBLIC_URL ?? `http://localhost:${String(read.PORT)}`).replace(/\/+$/, ''),
    authRateLimit: read.AUTH_RATE_LIMIT,
    hashApart: read.HASH_APART === '1',
    auditKey: read.AUDIT_KEY ?? null,
    secretsKeys: read.SECRETS_KEY,
    administrator:
      read.ADMIN_EMAIL !== undefined && read.ADMIN_PASSWORD !== undefined
        ? { email: read.ADMIN_EMAIL, password: read.ADMIN_PASSWORD }
        : null,
  };
}
