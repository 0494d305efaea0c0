import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Logger } from '../logger.js';
import { StartRefused } from '../start-refused.js';
import { clusterFilesIn } from './cluster-files.js';
import { DataDirectoryInUse, startEmbeddedPostgres, urlOfCluster, type EmbeddedPostgres } from './postgres.js';
import { readPidFile } from './postmaster.js';

/**
 * The PostgreSQL of a data directory, for a command beside it: that of the process which runs there, else one that is started
 * for the moment. `stop()` leaves what ran before running.
 * @throws StartRefused where nothing was ever installed.
 */
export async function reachEmbeddedPostgres(options: { directory: string; logger: Logger }): Promise<Pick<EmbeddedPostgres, 'url' | 'stop'>> {
  const directory = resolve(options.directory);
  if (!existsSync(join(directory, 'pg18', 'PG_VERSION'))) throw new StartRefused(`There is no installation in ${directory}. Set DATA_DIR, or USER_DATABASE_URL.`);
  try {
    return await startEmbeddedPostgres({ directory, databases: [], logger: options.logger });
  } catch (error) {
    if (!(error instanceof DataDirectoryInUse)) throw error;
    const files = clusterFilesIn(directory);
    const running = readPidFile(files.data);
    if (!running?.ready) throw error;
    return { url: (database) => urlOfCluster(files, running.port, database), stop: () => Promise.resolve() };
  }
}
