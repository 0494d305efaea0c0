import { badInput } from '../../../platform/errors.js';
import type { ReminderFault } from '../domain/reminder.js';

/** @throws BAD_USER_INPUT naming every fault, where there is one. */
export function refuseFaults(faults: readonly ReminderFault[]): void {
  if (faults.length > 0) throw badInput(...faults.map(({ field, message }) => ({ path: ['input', field], message })));
}
