import { DATABASES, readProcessConfig } from '../config.js';
import { databaseSetting, SUBGRAPHS, type SubgraphName } from '../parts.js';
import { systemClock } from '../platform/clock.js';
import { ConfigError, type ConfigFault, type Env } from '../platform/config.js';
import { reachEmbeddedPostgres } from '../platform/embedded/reach.js';
import type { Jobs } from '../platform/jobs/jobs.js';
import { createPostgresJobs } from '../platform/jobs/postgres.js';
import { createRedisJobs } from '../platform/jobs/redis.js';
import { silentLogger } from '../platform/logger.js';

/** Where everything of an installation is. */
export interface Installation {
  readonly databases: Readonly<Record<SubgraphName, string>>;
  /** The queues that its parts share. */
  openJobs(): Promise<Jobs>;
}

/** One whose jobs are in PostgreSQL too: everything in one process. */
export const inOneProcess = (urls: Readonly<Record<(typeof DATABASES)[number], string>>): Installation => ({
  databases: urls,
  openJobs: () => createPostgresJobs({ url: urls.jobs, clock: systemClock, logger: silentLogger() }),
});

/**
 * Does something with a whole installation, beside whatever runs: with that of the settings of separate parts where one of
 * them is set, else with the one in `DATA_DIR`, whether or not Convene runs there.
 * @throws ConfigError naming what is missing of the settings of separate parts; StartRefused where nothing can be reached.
 */
export async function withInstallation<T>(env: Env, work: (installation: Installation) => Promise<T>): Promise<T> {
  const wanted = [...SUBGRAPHS.map(databaseSetting), 'REDIS_URL'];
  const missing = wanted.filter((setting) => (env[setting] ?? '') === '');
  if (missing.length === 0) return work(separate(env));
  if (missing.length < wanted.length) throw new ConfigError(missing.map(faultOf));
  const postgres = await reachEmbeddedPostgres({ directory: readProcessConfig(env).dataDir, logger: silentLogger() });
  try {
    return await work(inOneProcess(Object.fromEntries(DATABASES.map((name) => [name, postgres.url(name)])) as Record<(typeof DATABASES)[number], string>));
  } finally {
    await postgres.stop();
  }
}

const separate = (env: Env): Installation => ({
  databases: Object.fromEntries(SUBGRAPHS.map((name) => [name, env[databaseSetting(name)]])) as Record<SubgraphName, string>,
  openJobs: () => createRedisJobs({ url: env['REDIS_URL'] ?? '', clock: systemClock, logger: silentLogger() }),
});

const faultOf = (setting: string): ConfigFault => ({ setting, message: 'must be given, since others of separate parts are' });
