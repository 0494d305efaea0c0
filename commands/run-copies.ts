import { linesOf } from '../platform/command.js';
import { rebuildCopies } from './copies.js';
import { withInstallation } from './installation.js';

/** The command beneath `npm run copies:rebuild`: of the installation of the settings, whether or not it runs. */
async function main(): Promise<void> {
  try {
    for (const line of await withInstallation(process.env, rebuildCopies)) process.stdout.write(`${line}\n`);
  } catch (error) {
    process.stderr.write(`${linesOf(error)}\n`);
    process.exitCode = 1;
  }
}

await main();
