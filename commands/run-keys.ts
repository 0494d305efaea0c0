import { systemClock } from '../platform/clock.js';
import { ConfigError } from '../platform/config.js';
import { timeOrderedIds } from '../platform/ids.js';
import { StartRefused } from '../platform/start-refused.js';
import { runKeys } from './keys.js';
import { withUserDatabase } from './user-database.js';

/** The command beneath `npm run keys:list`, `keys:rotate` and `keys:remove -- <kid>`. Exit code 1 when it did nothing. */
async function main(): Promise<void> {
  try {
    const { lines, ok } = await withUserDatabase(process.env, (database) =>
      runKeys({ database, clock: systemClock, ids: timeOrderedIds }, process.argv.slice(2)),
    );
    (ok ? process.stdout : process.stderr).write(`${lines.join('\n')}\n`);
    if (!ok) process.exitCode = 1;
  } catch (error) {
    if (!(error instanceof ConfigError) && !(error instanceof StartRefused)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

await main();
