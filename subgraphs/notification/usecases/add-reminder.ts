import { badInput, notFound } from '../../../platform/errors.js';
import type { Ids } from '../../../platform/ids.js';
import type { Channel } from '../domain/notification.js';
import { faultsOfReminder, MAX_REMINDERS_PER_EVENT, tidyChannels, type Reminder } from '../domain/reminder.js';
import { lookAhead } from './look-ahead.js';
import { keepPlan, type PlanGiven, type PlanReminder } from './plan-reminder.js';
import { refuseFaults } from './refuse-faults.js';

export interface AddReminderInput {
  readonly eventId: string;
  readonly minutesBefore: number;
  readonly channels: readonly Channel[];
}

/**
 * Adds a reminder of an event that the person sees. The same minutes before the same event are the same reminder, so that
 * a repeated request adds nothing; a moment that has passed already goes to the next occurrence.
 * @throws BAD_USER_INPUT, NOT_FOUND for an event that the person does not see, SUBGRAPH_UNAVAILABLE.
 */
export type AddReminder = (userId: string, input: AddReminderInput) => Promise<Reminder>;

export const createAddReminder =
  (given: PlanGiven & { readonly ids: Ids; readonly planReminder: PlanReminder }): AddReminder =>
  async (userId, input) => {
    const { clock, stores, ids, planReminder } = given;
    refuseFaults(faultsOfReminder(input));
    const wanted = newReminder(ids.next(), userId, input, clock.now());
    const outlook = await lookAhead(given, wanted);
    if (outlook.event === null) throw notFound('The event');
    await refuseTooMany(given, wanted);
    const saved = await stores.reminders.save(wanted);
    if (saved.id === wanted.id) await keepPlan(given, saved, outlook);
    else await planReminder(saved.id);
    return (await stores.reminders.find(saved.id)) ?? saved;
  };

function newReminder(id: string, userId: string, input: AddReminderInput, now: Date): Reminder {
  return {
    id,
    userId,
    eventId: input.eventId,
    minutesBefore: input.minutesBefore,
    channels: tidyChannels(input.channels),
    createdAt: now,
    armedFrom: now,
    nextAt: null,
    lastSentAt: null,
    version: 1,
  };
}

async function refuseTooMany({ stores }: PlanGiven, wanted: Reminder): Promise<void> {
  const present = await stores.reminders.ofEvents(wanted.userId, [wanted.eventId]);
  if (present.length < MAX_REMINDERS_PER_EVENT || present.some((one) => one.minutesBefore === wanted.minutesBefore)) return;
  throw badInput({ path: ['input', 'eventId'], message: `At most ${MAX_REMINDERS_PER_EVENT} reminders of one event.` });
}
