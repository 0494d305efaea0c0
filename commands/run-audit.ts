import { ConfigError } from '../platform/config.js';
import { StartRefused } from '../platform/start-refused.js';
import { createSeals } from '../subgraphs/user/security/seals.js';
import { verifySecurityLogs, faultLine } from './audit.js';
import { auditKeyOf } from './audit-key.js';
import { withUserDatabase } from './user-database.js';

/**
 * The command beneath `npm run audit:verify`: every fault in the security log, one to a line. Exit code 1 when there is
 * one, 2 when it could not be found out.
 */
async function main(): Promise<number> {
  const key = auditKeyOf(process.env);
  const { people, rows, faults } = await withUserDatabase(process.env, (database) => verifySecurityLogs(database, createSeals(key)));
  for (const fault of faults) process.stdout.write(`${faultLine(fault)}\n`);
  if (key === null) process.stdout.write('Without AUDIT_KEY the signatures of checkpoints were not looked at.\n');
  process.stdout.write(`${String(rows)} rows of ${String(people)} people: ${String(faults.length)} ${faults.length === 1 ? 'fault' : 'faults'}.\n`);
  return faults.length === 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.exitCode = 2;
  const told = error instanceof ConfigError || error instanceof StartRefused ? error.message : String(error);
  process.stderr.write(`The security log could not be verified: ${told}\n`);
}
