import { z } from 'zod';
import { readConfig, type Env } from '../../platform/config.js';

export interface NotificationConfig {
  readonly databaseUrl: string;
  /** What links in mails begin with; without a slash at its end. */
  readonly publicUrl: string;
  /** Connections to the database at most. */
  readonly poolSize: number;
}

const settings = z.object({
  NOTIFICATION_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// address' }),
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'must be an http:// or https:// address' }).optional(),
  PORT: z.string().default('4000'),
  NOTIFICATION_DATABASE_POOL: z.coerce.number().int().min(2).max(100).default(10),
});

/** The subgraph's settings; see the README. @throws ConfigError naming every fault. */
export function readNotificationConfig(env: Env): NotificationConfig {
  const read = readConfig(settings, env);
  return {
    databaseUrl: read.NOTIFICATION_DATABASE_URL,
    publicUrl: (read.PUBLIC_URL ?? `http://localhost:${read.PORT}`).replace(/\/+$/, ''),
    poolSize: read.NOTIFICATION_DATABASE_POOL,
  };
}
