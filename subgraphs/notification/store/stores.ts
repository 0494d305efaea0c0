import type { ChangeLog } from '../../../platform/change-log/change-log.js';
import { consumeOnce, isNewest } from '../../../platform/change-log/consume.js';
import type { Database, Sql, Transaction } from '../../../platform/database/database.js';
import type { InWork, Stores } from '../usecases/ports.js';
import { findBookers, renameBookedOccurrences, saveBooking } from './bookings.js';
import { findCalendar, markCalendarDeleted, saveCalendar } from './calendars.js';
import * as deliveries from './deliveries.js';
import { findEvent, saveEvent } from './events.js';
import * as notifications from './notifications.js';
import { findPeople, savePerson } from './people.js';
import * as reminders from './reminders.js';

/** The stores over PostgreSQL: of the database itself, or of one transaction. */
export function createStores(sql: Sql): Stores {
  return {
    reminders: bind(sql, {
      save: reminders.saveReminder,
      change: reminders.changeReminder,
      remove: reminders.deleteOwnReminder,
      removeOfEvent: reminders.deleteRemindersOfEvent,
      find: reminders.findReminder,
      ofEvents: reminders.findRemindersOfEvents,
      list: reminders.listReminders,
      savePlan: reminders.savePlan,
      saveSent: reminders.saveSent,
      staleByEvent: reminders.staleByEvent,
      staleByCalendar: reminders.staleByCalendar,
      staleByPerson: reminders.staleByPerson,
      stale: reminders.findStale,
      withoutAlarm: reminders.findWithoutAlarm,
      saveAlarms: reminders.saveAlarms,
    }),
    notifications: bind(sql, {
      insert: notifications.insertNotifications,
      placeInInbox: notifications.placeInInbox,
      find: notifications.findNotifications,
      lockOwn: notifications.lockOwnNotifications,
      list: notifications.listInbox,
      count: notifications.countInbox,
      countUnread: notifications.countUnread,
      markRead: notifications.markRead,
      markAllRead: notifications.markAllRead,
      markDeleted: notifications.markDeleted,
      reminded: notifications.findReminded,
      renameOccurrences: notifications.renameOccurrences,
    }),
    deliveries: bind(sql, {
      insert: deliveries.insertDeliveries,
      find: deliveries.findDeliveries,
      ofNotifications: deliveries.findDeliveriesOf,
      failed: deliveries.listFailed,
      claim: deliveries.claimDelivery,
      beginAttempt: deliveries.beginAttempt,
      beginLookup: deliveries.beginLookup,
      settle: deliveries.settleDelivery,
      suppress: deliveries.suppressDelivery,
      overdue: deliveries.findOverdue,
    }),
    copies: bind(sql, {
      savePerson,
      people: findPeople,
      saveCalendar,
      markCalendarDeleted,
      calendar: findCalendar,
      saveEvent,
      event: findEvent,
      saveBooking,
      bookers: findBookers,
      renameBookedOccurrences,
    }),
  };
}

/** Transactions over these stores. */
export const createInWork =
  (database: Database, log: ChangeLog<Transaction>): InWork =>
  (work) =>
    database.transaction((tx) =>
      work({
        ...createStores(tx),
        record: (changes) => log.append(tx, changes),
        async consumeOnce(relayed, apply) {
          await consumeOnce(tx, relayed, apply);
        },
        isNewest: (relayed) => isNewest(tx, relayed),
        afterCommit: (effect) => {
          tx.afterCommit(effect);
        },
      }),
    );

type Query = (sql: Sql, ...parameters: never[]) => Promise<unknown>;
type Bound<Q extends Query> = Q extends (sql: Sql, ...parameters: infer Parameters) => infer Answer
  ? (...parameters: Parameters) => Answer
  : never;

/** Queries with their first parameter given. */
function bind<Queries extends Readonly<Record<string, Query>>>(sql: Sql, queries: Queries): { [Name in keyof Queries]: Bound<Queries[Name]> } {
  const bound = Object.entries(queries).map(([name, query]) => [name, (...parameters: never[]) => query(sql, ...parameters)]);
  return Object.fromEntries(bound) as { [Name in keyof Queries]: Bound<Queries[Name]> };
}
