import { linesOf } from '../platform/command.js';
import { migrateAll } from './migrate.js';

/** The command beneath `npm run migrate`: every database whose address is set. Exit code 1 when one can't be migrated. */
async function main(): Promise<void> {
  try {
    for (const line of await migrateAll(process.env)) process.stdout.write(`${line}\n`);
  } catch (error) {
    process.stderr.write(`${linesOf(error)}\n`);
    process.exitCode = 1;
  }
}

await main();
