import { linesOf } from '../platform/command.js';
import { identityKeys } from './identity-keys.js';

/** The command beneath `npm run identity:keys`: what each part gets instead of `GATEWAY_SECRET`. Exit code 1 without that. */
function main(): void {
  try {
    for (const line of identityKeys(process.env)) process.stdout.write(`${line}\n`);
  } catch (error) {
    process.stderr.write(`${linesOf(error)}\n`);
    process.exitCode = 1;
  }
}

main();
