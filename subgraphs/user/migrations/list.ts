import { CreateChangeLog1690000000000, CreateChangeRelay1690000000002 } from '../../../platform/change-log/migration.js';
import type { Migration } from '../../../platform/database/migrate.js';
import { CreateRateLimit1690000000001 } from '../../../platform/rate-limit/migration.js';
import { CreateAccounts1700000000001 } from './0001-accounts.js';
import { CreateSessions1700000000002 } from './0002-sessions.js';
import { CreateMail1700000000003 } from './0003-mail.js';
import { CreateSecurityLog1700000000004 } from './0004-security-log.js';
import { CreateKnownDevices1700000000005 } from './0005-known-devices.js';
import { CreateTwoFactor1700000000006 } from './0006-two-factor.js';
import { CreateScriptTokens1700000000007 } from './0007-script-tokens.js';
import { AddRegistrations1700000000008 } from './0008-registrations.js';

/** The whole schema of the user subgraph's database, in order. Append-only. */
export const userMigrations: readonly Migration[] = [
  CreateChangeLog1690000000000,
  CreateRateLimit1690000000001,
  CreateChangeRelay1690000000002,
  CreateAccounts1700000000001,
  CreateSessions1700000000002,
  CreateMail1700000000003,
  CreateSecurityLog1700000000004,
  CreateKnownDevices1700000000005,
  CreateTwoFactor1700000000006,
  CreateScriptTokens1700000000007,
  AddRegistrations1700000000008,
];
