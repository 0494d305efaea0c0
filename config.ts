import { isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { readGatewayConfig, type GatewayConfig } from './gateway/config.js';
import { DEFINITIONS, SUBGRAPHS, type StartSubgraph, type SubgraphName } from './parts.js';
import { readAll, readConfig, type Env } from './platform/config.js';
import { packageRoot } from './platform/package-root.js';
import { readTelemetryConfig, type TelemetryConfig } from './platform/telemetry/config.js';

/** The databases of one process: one for each subgraph, and one for the jobs. */
export const DATABASES = [...SUBGRAPHS, 'jobs'] as const;
export type DatabaseUrls = Readonly<Record<(typeof DATABASES)[number], string>>;

/** Settings of everything in one process, beside those of its parts. */
export interface ProcessConfig {
  /** An absolute path. */
  readonly dataDir: string;
  /** Whether an empty installation is filled; never in production. */
  readonly demo: boolean;
  readonly logLevel: string;
}

/** Every setting of one process. */
export interface ConveneConfig {
  readonly process: ProcessConfig;
  readonly telemetry: TelemetryConfig;
  readonly gateway: GatewayConfig;
  /** How to start each subgraph, by settings that hold. */
  readonly starts: Readonly<Record<SubgraphName, StartSubgraph>>;
}

const settings = z.object({
  DATA_DIR: z.string().default('.data'),
  DEMO: z.enum(['0', '1'], 'must be 0 or 1').default('0'),
  NODE_ENV: z.string().default('development'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('warn'),
});

/** @throws ConfigError naming every fault. */
export function readProcessConfig(env: Env): ProcessConfig {
  const read = readConfig(settings, env);
  return {
    dataDir: isAbsolute(read.DATA_DIR) ? read.DATA_DIR : join(packageRoot(), read.DATA_DIR),
    demo: read.DEMO === '1' && read.NODE_ENV !== 'production',
    logLevel: read.LOG_LEVEL,
  };
}

/**
 * The settings of all parts, over these databases.
 * @throws ConfigError naming the faults of all of them.
 */
export function readConveneConfig(env: Env, databases: DatabaseUrls): ConveneConfig {
  // A port that is no number is told as such, and not as a faulty address too.
  const port = /^\d+$/.test(env['PORT'] ?? '') ? env['PORT'] : '4000';
  const full: Env = {
    ...env,
    PUBLIC_URL: env['PUBLIC_URL'] || `http://localhost:${String(port)}`,
    USER_DATABASE_URL: databases.user,
    EVENT_DATABASE_URL: databases.event,
    BOOKING_DATABASE_URL: databases.booking,
    NOTIFICATION_DATABASE_URL: databases.notification,
  };
  const start = (name: SubgraphName) => () => DEFINITIONS[name].prepare(full, { worker: true });
  return readAll<{ [Part in keyof ConveneConfig]: ConveneConfig[Part] }>({
    process: () => readProcessConfig(env),
    telemetry: () => readTelemetryConfig(env),
    gateway: () => readGatewayConfig(full),
    starts: () => readAll<Record<SubgraphName, StartSubgraph>>({ user: start('user'), event: start('event'), booking: start('booking'), notification: start('notification') }),
  });
}
