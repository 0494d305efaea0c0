import type { ChangeLog } from '../../../platform/change-log/change-log.js';
import type { Database, Transaction } from '../../../platform/database/database.js';
import type { InWork } from '../usecases/ports.js';
import { createCalendarStore } from './calendars.js';
import { createEventStore } from './events.js';
import { createInviteStore } from './invites.js';
import { createMemberStore } from './members.js';
import { createRequestStore } from './requests.js';

/** Works over PostgreSQL: a transaction with the stores and the change log in it. */
export const createInWork =
  (database: Database, log: ChangeLog<Transaction>): InWork =>
  (work) =>
    database.transaction((tx) =>
      work({
        calendars: createCalendarStore(tx),
        members: createMemberStore(tx),
        invites: createInviteStore(tx),
        events: createEventStore(tx),
        requests: createRequestStore(tx),
        record: (changes) => log.append(tx, changes),
      }),
    );
