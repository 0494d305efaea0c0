import { z } from 'zod';
import { consumeOnce, isNewest } from '../../../platform/change-log/consume.js';
import type { RelayedChange } from '../../../platform/change-log/relay.js';
import { savePerson } from '../store/people.js';
import { staleByPerson } from '../store/reminders.js';
import type { ConsumerGiven } from './consume-changes.js';
import { planSoon } from './plan-soon.js';

const accountChanged = z.object({
  userId: z.string(),
  fullName: z.string().nullable(),
  verifiedEmail: z.string().nullable(),
  timeZone: z.string(),
  locale: z.string(),
  active: z.boolean(),
});

/** Keeps the copy of a person. A new zone moves midnight, and with it reminders of all-day events. */
export async function applyUserChange(given: ConsumerGiven, relayed: RelayedChange): Promise<void> {
  if (relayed.change.kind !== 'ACCOUNT_CHANGED') return;
  const account = accountChanged.parse(relayed.change.data);
  await given.database.transaction((tx) =>
    consumeOnce(tx, relayed, async () => {
      if (!(await isNewest(tx, relayed))) return;
      await savePerson(tx, { ...account, fullName: account.fullName ?? '' });
      planSoon(tx, given, await staleByPerson(tx, account.userId));
    }).then(() => undefined),
  );
}
