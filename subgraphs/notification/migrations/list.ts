import { CreateChangeLog1690000000000, CreateChangeRelay1690000000002 } from '../../../platform/change-log/migration.js';
import { CreateCopies1700000000001 } from './0001-create-copies.js';
import { CreateInbox1700000000002 } from './0002-create-inbox.js';
import { CreateReminders1700000000003 } from './0003-create-reminders.js';

/** In the order in which they run; only ever added to. */
export const notificationMigrations = [
  CreateChangeLog1690000000000,
  CreateChangeRelay1690000000002,
  CreateCopies1700000000001,
  CreateInbox1700000000002,
  CreateReminders1700000000003,
];
