import { CreateChangeLog1690000000000 } from '../../../platform/change-log/migration.js';
import type { Migration } from '../../../platform/database/open.js';
import { CreateAccounts1700000000001 } from './0001-accounts.js';
import { CreateSessions1700000000002 } from './0002-sessions.js';
import { CreateMail1700000000003 } from './0003-mail.js';

/** The whole schema of the user subgraph's database, in order. Append-only. */
export const userMigrations: readonly Migration[] = [
  CreateChangeLog1690000000000,
  CreateAccounts1700000000001,
  CreateSessions1700000000002,
  CreateMail1700000000003,
];
