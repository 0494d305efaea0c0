import type { ChangeLog } from '../../../platform/change-log/change-log.js';
import type { Database, Transaction } from '../../../platform/database/database.js';
import type { Ids } from '../../../platform/ids.js';
import type { AuditSeals } from '../security/seals.js';
import type { Transact, UserStore } from '../usecases/store.js';
import { accountQueries } from './accounts.js';
import { knownDeviceQueries } from './known-devices.js';
import { mailQueries } from './mail.js';
import { scriptTokenQueries } from './script-tokens.js';
import { securityLogQueries } from './security-log.js';
import { sessionQueries } from './sessions.js';

/** What each transaction writes to beside the tables themselves. */
export interface Logs {
  readonly log: ChangeLog<Transaction>;
  readonly ids: Ids;
  /** Of the security log. */
  readonly seals: AuditSeals;
}
import { twoFactorQueries } from './two-factor.js';

/** Runs use cases' work in transactions of the user database, with its change log and its security log. */
export const createTransact =
  (database: Pick<Database, 'transaction'>, logs: Logs): Transact<UserStore> =>
  (work) =>
    database.transaction((tx) => work(storeOf(tx, logs)));

/** All of the store within one transaction. */
export const storeOf = (tx: Transaction, { log, ids, seals }: Logs): UserStore => ({
  ...accountQueries(tx),
  ...sessionQueries(tx),
  ...scriptTokenQueries(tx),
  ...twoFactorQueries(tx),
  ...mailQueries(tx),
  ...knownDeviceQueries(tx),
  ...securityLogQueries(tx, { ids, seals }),
  async appendChanges(changes) {
    await log.append(tx, changes);
  },
});
