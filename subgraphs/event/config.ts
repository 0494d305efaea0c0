import { z } from 'zod';
import { readConfig, type Env } from '../../platform/config.js';

const settings = z
  .object({
    EVENT_DATABASE_URL: z.string('must be given, such as postgres://user@host/event').regex(/^postgres(ql)?:\/\//, 'must be a postgres:// address'),
    EVENT_DATABASE_POOL: z.coerce.number().int().min(2).max(100).default(10),
    PUBLIC_URL: z.url().default('http://localhost:4000'),
  })
  .transform((env) => ({
    databaseUrl: env.EVENT_DATABASE_URL,
    poolSize: env.EVENT_DATABASE_POOL,
    publicUrl: env.PUBLIC_URL.replace(/\/+$/, ''),
  }));

/** Settings of the event subgraph; README.md says what each means. */
export type EventConfig = z.output<typeof settings>;

/** @throws ConfigError naming every fault. */
export const readEventConfig = (env: Env): EventConfig => readConfig(settings, env);
