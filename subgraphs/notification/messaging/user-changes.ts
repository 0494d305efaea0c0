import { z } from 'zod';
import type { RelayedChange } from '../../../platform/change-log/relay.js';
import type { CopyWork } from '../usecases/ports.js';
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

/** Keeps the copy of a person, unless it is newer; says whether it did. */
export async function keepPerson(work: CopyWork, relayed: RelayedChange): Promise<boolean> {
  const account = accountChanged.parse(relayed.change.data);
  const newest = await work.isNewest(relayed);
  if (newest) await work.copies.savePerson({ ...account, fullName: account.fullName ?? '' });
  return newest;
}

/** Keeps the copy of a person. A new zone moves midnight, and with it reminders of all-day events. */
export async function applyUserChange(given: ConsumerGiven, relayed: RelayedChange): Promise<void> {
  if (relayed.change.kind !== 'ACCOUNT_CHANGED') return;
  const account = accountChanged.parse(relayed.change.data);
  await given.inWork((work) =>
    work.consumeOnce(relayed, async () => {
      if (!(await keepPerson(work, relayed))) return;
      planSoon(work, given, await work.reminders.staleByPerson(account.userId));
    }),
  );
}
