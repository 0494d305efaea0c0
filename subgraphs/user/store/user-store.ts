import type { ChangeLog } from '../../../platform/change-log/change-log.js';
import type { Database, Transaction } from '../../../platform/database/database.js';
import type { Transact, UserStore } from '../usecases/store.js';
import { accountQueries } from './accounts.js';
import { mailQueries } from './mail.js';
import { sessionQueries } from './sessions.js';

/** Runs use cases' work in transactions of the user database, with its change log. */
export const createTransact =
  (database: Database, log: ChangeLog<Transaction>): Transact<UserStore> =>
  (work) =>
    database.transaction((tx) => work(storeOf(tx, log)));

const storeOf = (tx: Transaction, log: ChangeLog<Transaction>): UserStore => ({
  ...accountQueries(tx),
  ...sessionQueries(tx),
  ...mailQueries(tx),
  async appendChanges(changes) {
    await log.append(tx, changes);
  },
});
