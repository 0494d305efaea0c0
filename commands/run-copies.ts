import { DATABASES, readProcessConfig } from '../config.js';
import { linesOf } from '../platform/command.js';
import { reachEmbeddedPostgres } from '../platform/embedded/reach.js';
import { silentLogger } from '../platform/logger.js';
import { rebuildCopies, type InstallationUrls } from './copies.js';

/** The command beneath `npm run copies:rebuild`: of the installation in `DATA_DIR`, whether or not it runs. */
async function main(): Promise<void> {
  try {
    const postgres = await reachEmbeddedPostgres({ directory: readProcessConfig(process.env).dataDir, logger: silentLogger() });
    try {
      const urls = Object.fromEntries(DATABASES.map((name) => [name, postgres.url(name)])) as unknown as InstallationUrls;
      for (const line of await rebuildCopies(urls)) process.stdout.write(`${line}\n`);
    } finally {
      await postgres.stop();
    }
  } catch (error) {
    process.stderr.write(`${linesOf(error)}\n`);
    process.exitCode = 1;
  }
}

await main();
